/** Failures of talking to Kubernetes. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const kubeProblems = {
  'kube.refused': {
    status: 502,
    exit: 6,
    retry: true,
    say: 'The API server answered {status} to {what}: {said}',
    zh: 'API 服务器对 {what} 回答 {status}：{said}',
    next: 'Run opads status to see whether the cluster is up, then try again.',
    nextZh: '用 opads status 查看集群是否正常，然后重试。',
  },
} as const satisfies ProblemTable
