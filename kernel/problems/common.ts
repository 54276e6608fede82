/** Failures that belong to no room. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const commonProblems = {
  'command.failed': {
    status: 502,
    exit: 1,
    retry: true,
    say: '{program} ended with code {exitCode}: {lastLine}',
    zh: '{program} 以代码 {exitCode} 结束：{lastLine}',
    next: 'Read the output above; the same command can be run again.',
  },
  'command.missing': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'The program {program} is not on this machine',
    zh: '本机没有程序 {program}',
    next: 'Install the Debian package that has it, then run the command again.',
  },
  'command.timeout': {
    status: 504,
    exit: 6,
    retry: true,
    say: '{program} was stopped after {waitedMs} ms',
    zh: '{program} 运行 {waitedMs} 毫秒后被停止',
    next: 'Run the command again; if it stays slow, look at the load of the machine.',
  },
  'input.invalid': {
    status: 422,
    exit: 2,
    retry: false,
    say: '{source} has {count} faults: {faults}',
    zh: '{source} 有 {count} 处错误：{faults}',
    next: 'Mend each fault at the path that is named, then try again. Nothing was changed.',
  },
  'wait.exceeded': {
    status: 504,
    exit: 6,
    retry: true,
    say: 'Waited {waitedMs} ms for {what}',
    zh: '等待 {what} 已达 {waitedMs} 毫秒',
    next: 'Run opads status to see which part is not ready, then run the command again.',
  },
} as const satisfies ProblemTable
