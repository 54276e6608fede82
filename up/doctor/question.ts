/** One question to this machine or the cloud: what commonly goes wrong there. */
import type { Problem } from '@opads/kernel/problem'
import type { UpWorld } from '../world.ts'

/** `ask` answers what was found, nothing where all is well. */
export type Question = {
  readonly title: string
  readonly ask: (world: UpWorld) => Promise<Problem | undefined>
}
