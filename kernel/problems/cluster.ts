/** Failures of `cluster`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const clusterProblems = {
  'cluster.no-hosts': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no hosts file {path}',
    zh: '没有主机文件 {path}',
    next: 'Make test hosts with opads lab up, or name your own machines in cluster.yml.',
    nextZh: '用 opads lab up 创建测试主机，或在 cluster.yml 中写入自己的机器。',
  },
  'cluster.no-file': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no file {path}',
    zh: '没有文件 {path}',
    next: 'cluster/cluster.example.yml shows what can stand in it.',
    nextZh: '可以写哪些内容，见 cluster/cluster.example.yml。',
  },
  'cluster.task-failed': {
    status: 502,
    exit: 1,
    retry: true,
    say: '"{task}" failed on {host}: {said}',
    zh: '主机 {host} 上的“{task}”失败：{said}',
    next: 'Correct what it names, then run opads cluster up again: it goes on where it stopped.',
    nextZh: '按提示修复后再执行 opads cluster up，会从停下的地方继续。',
  },
  'cluster.still-differs': {
    status: 500,
    exit: 1,
    retry: true,
    say: 'After the run {count|thing still differs|things still differ}: {differences}',
    zh: '运行之后仍有 {count} 处不一致：{differences}',
    next: 'Look whether somebody else changes these hosts, then run opads cluster up again.',
    nextZh: '请确认没有别人在改动这些主机，然后再执行 opads cluster up。',
  },
} as const satisfies ProblemTable
