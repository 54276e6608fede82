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
  'kube.said-too-much': {
    status: 502,
    exit: 6,
    retry: false,
    say: 'The API server answered more than {mostBytes} bytes to {what}',
    zh: 'API 服务器对 {what} 的回答超过 {mostBytes} 字节',
    next: 'Look which objects are so many or so large: opads kubectl get pods -A; then delete what is not needed.',
    nextZh: '请查看哪些对象过多或过大：opads kubectl get pods -A；然后删除不需要的。',
  },
  'kube.away': {
    status: 503,
    exit: 6,
    retry: true,
    say: 'The API server does not answer: {reason}',
    zh: 'API 服务器没有应答：{reason}',
    next: 'Run opads status to see whether the cluster is up; it is asked again meanwhile.',
    nextZh: '用 opads status 查看集群是否正常；系统会继续重试。',
  },
} as const satisfies ProblemTable
