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
  'up.sample-failed': {
    status: 502,
    exit: 1,
    retry: true,
    say: 'The sample application did not come up: {reason}',
    zh: '示例应用未能启动：{reason}',
    next: 'Look at its runs: opads run list; then run opads up again.',
  },
} as const satisfies ProblemTable
