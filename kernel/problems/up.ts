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
  'up.busy': {
    status: 409,
    exit: 5,
    retry: true,
    say: 'Another opads, process {holder}, works on the cloud "{cloud}"',
    zh: '另一个 opads（进程 {holder}）正在处理云“{cloud}”',
    next: 'Wait for it, or stop it: kill {holder}. Then run the command again.',
  },
  'up.listens-elsewhere': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'The cloud "{cloud}" listens on {known}, not on {wanted}',
    zh: '云“{cloud}”监听 {known}，而不是 {wanted}',
    next: 'Leave --listen out, or take the cloud down first: opads down --name {cloud}',
  },
  'up.machine-unfit': {
    status: 507,
    exit: 6,
    retry: false,
    say: 'This machine cannot carry the cloud: {faults}',
    zh: '本机无法承载该云：{faults}',
    next: 'Mend that, then run opads up again. Nothing was changed.',
  },
  'up.no-answer': {
    status: 503,
    exit: 6,
    retry: true,
    say: 'The cloud "{cloud}" does not answer: {reason}',
    zh: '云“{cloud}”没有应答：{reason}',
    next: 'Look what is wrong: opads doctor --name {cloud}. Mend it: opads up --name {cloud}',
  },
  'up.interrupted': {
    status: 499,
    exit: 1,
    retry: true,
    say: 'Stopped at "{step}"',
    zh: '已在“{step}”处停止',
    next: 'Nothing is half done: opads up --name {cloud} goes on from there.',
  },
  'down.unsure': {
    status: 409,
    exit: 2,
    retry: false,
    say: 'Nobody said that these may go: {goes}',
    zh: '未确认删除：{goes}',
    next: 'Say so: opads down --name {cloud} --yes',
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
