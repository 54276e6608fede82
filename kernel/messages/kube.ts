/** Reasons that Kubernetes gives: its terms stay, Chinese says what they mean. `{said}` are its own words. Pure. */
import type { MessageTable } from '../message-kind.ts'

export const kubeMessages = {
  'kube.said': { say: '{said}', zh: '{said}' },
  'kube.detailed': { say: '{reason}: {said}', zh: '{reason}：{said}' },
  'kube.exited': { say: 'exit {exitCode}', zh: '退出码 {exitCode}' },
  'kube.exited-saying': { say: 'exit {exitCode}, {reason}', zh: '退出码 {exitCode}，{reason}' },
  'kube.unready': {
    say: 'its container runs, and its health check {path} does not succeed',
    zh: '容器已运行，健康检查 {path} 未通过',
  },
  'kube.unready-again': {
    say: 'its container runs again, after its last end: {reason}; its health check {path} does not succeed',
    zh: '容器已重新运行（上次结束：{reason}），健康检查 {path} 未通过',
  },
  'kube.out-of-memory': { say: 'out of memory', zh: 'OOMKilled（超出内存上限）' },
  'kube.first-answer': { say: 'its first answer has not come yet', zh: '尚未收到首次应答' },
  'kube.too-long': { say: 'it takes too long', zh: '用时过长' },
  'kube.ErrImagePull': { say: 'ErrImagePull', zh: 'ErrImagePull（拉取镜像失败）' },
  'kube.ImagePullBackOff': { say: 'ImagePullBackOff', zh: 'ImagePullBackOff（拉取镜像失败，稍后再试）' },
  'kube.InvalidImageName': { say: 'InvalidImageName', zh: 'InvalidImageName（镜像名称无效）' },
  'kube.CreateContainerConfigError': {
    say: 'CreateContainerConfigError',
    zh: 'CreateContainerConfigError（容器配置有误，例如缺少 ConfigMap 或 Secret）',
  },
  'kube.CreateContainerError': { say: 'CreateContainerError', zh: 'CreateContainerError（创建容器失败）' },
  'kube.RunContainerError': { say: 'RunContainerError', zh: 'RunContainerError（启动容器失败）' },
  'kube.Unschedulable': { say: 'Unschedulable', zh: 'Unschedulable（没有可用的节点）' },
  'kube.ProgressDeadlineExceeded': {
    say: 'ProgressDeadlineExceeded',
    zh: 'ProgressDeadlineExceeded（超过更新时限）',
  },
  'kube.DeadlineExceeded': { say: 'DeadlineExceeded', zh: 'DeadlineExceeded（超过时限）' },
  'kube.BackoffLimitExceeded': { say: 'BackoffLimitExceeded', zh: 'BackoffLimitExceeded（重试次数用尽）' },
} as const satisfies MessageTable
