/** Failures of `images`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const imageProblems = {
  'image.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no image definition "{image}"',
    zh: '没有名为“{image}”的镜像定义',
    next: 'Definitions: {known}',
  },
  'image.unsafe-entry': {
    status: 422,
    exit: 2,
    retry: false,
    say: 'The entry "{path}" cannot go into an image: {fault}',
    zh: '条目“{path}”不能放入镜像：{fault}',
    next: 'Take the entry out of the folder or mend the link, then try again.',
  },
  'image.label-refused': {
    status: 422,
    exit: 2,
    retry: false,
    say: 'The label {label} is an order to containerd and no image may carry it',
    zh: '标签 {label} 是给 containerd 的指令，镜像不得携带',
    next: 'Take the label out of the image configuration.',
  },
  'image.no-mirror': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'No Debian mirror is named in {files}',
    zh: '{files} 中没有 Debian 镜像源',
    next: 'Name a mirror there, as apt needs it, then run the command again.',
  },
  'image.base-missing': {
    status: 422,
    exit: 4,
    retry: false,
    say: 'The registry has no base image {base}',
    zh: '镜像仓库中没有基础镜像 {base}',
    next: 'Choose one of the base images: node, php, static.',
  },
  'registry.failed': {
    status: 502,
    exit: 6,
    retry: true,
    say: 'The registry {registry} answered {status} to {what}: {said}',
    zh: '镜像仓库 {registry} 对 {what} 回答 {status}：{said}',
    next: 'Run opads status to see whether the registry is up, then try again.',
  },
} as const satisfies ProblemTable
