/** Failures of `up`, `status` and `down`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const upProblems = {
  'up.no-cloud': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no cloud "{cloud}" on this machine',
    zh: '本机没有名为“{cloud}”的云',
    next: 'Bring it up: opads up --name {cloud}. Clouds of this machine: opads lab list',
  },
} as const satisfies ProblemTable
