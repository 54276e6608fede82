/** Is memory left? */
import { Problem } from '@opads/kernel/problem'
import { freeBytes } from '../free.ts'
import type { Question } from './question.ts'

export const memoryQuestion: Question = {
  title: 'Memory of this machine',
  ask: async () => {
    const free = await freeBytes()
    return free < 2 ** 30
      ? new Problem('doctor.memory-low', { freeMiB: Math.round(free / 2 ** 20) })
      : undefined
  },
}
