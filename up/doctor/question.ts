/** One check of this machine or the cloud for a common fault. */
import type { Problem } from '@opads/kernel/problem'
import type { UpWorld } from '../world.ts'

/** `ask` returns the problem that it found, or nothing. */
export type Question = {
  readonly title: string
  readonly ask: (world: UpWorld) => Promise<Problem | undefined>
}
