/** Notes in the logs of builds, and why builds failed. Pure. */
import type { MessageTable } from '../message-kind.ts'

export const deliveryMessages = {
  'build.begun': {
    say: '{commit} on base {base}, {count|step|steps}',
    zh: '{commit}，基础镜像 {base}，{count} 个步骤',
  },
  'build.packaged': {
    say: '{count|entry|entries} on {base} → {digest}',
    zh: '{count} 个文件放在 {base} 之上 → {digest}',
  },
  'build.retries': { say: '{reason}; trying again', zh: '{reason}；正在重试' },
  'build.log-full': {
    say: 'the build has said more than {limitMiB} MiB: what follows is not kept',
    zh: '构建输出超过 {limitMiB} MiB，其后的内容未保留',
  },
  'build.log-cut': {
    say: 'of this log {limitMiB} MiB were read: what follows is not kept',
    zh: '此日志已读取 {limitMiB} MiB，其后的内容未保留',
  },
  'build.no-output': { say: 'it said nothing', zh: '没有输出' },
  'build.job-deleted': { say: 'it was deleted', zh: '已被删除' },
  'build.pods-ended': { say: 'its pods were ended too often', zh: '它的 Pod 被终止次数过多' },
  'build.out-of-memory': {
    say: '{container} needed more memory than builds have',
    zh: '{container} 需要的内存超出构建上限',
  },
  'build.source-refused': { say: 'the code server answered {status}', zh: '代码服务器回答 {status}' },
  'build.unpack-failed': { say: 'tar ended with {exitCode}', zh: 'tar 以代码 {exitCode} 结束' },
} as const satisfies MessageTable
