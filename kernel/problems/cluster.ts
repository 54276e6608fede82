/** Failures of `cluster`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const clusterProblems = {
  'cluster.no-hosts': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no hosts file {path}',
    zh: '没有主机文件 {path}',
    next: 'Make test hosts with opads lab up, or write the file for your own machines.',
  },
} as const satisfies ProblemTable
