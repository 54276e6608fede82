/** Is memory left? */
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import { freeBytes } from '../free.ts'
import type { UpWorld } from '../world.ts'

export const memoryCheck: Check<UpWorld> = {
  title: 'Memory of this machine',
  ask: async () => {
    const free = await freeBytes()
    return free < 2 ** 30
      ? new Problem('doctor.memory-low', { freeMiB: Math.round(free / 2 ** 20) })
      : undefined
  },
}
