/** Failures that several rooms report. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const commonProblems = {
  'command.failed': {
    status: 502,
    exit: 1,
    retry: true,
    say: '{program} ended with code {exitCode}: {lastLine}',
    zh: '{program} 以代码 {exitCode} 结束：{lastLine}',
    next: 'Read the output above; the same command can be run again.',
    nextZh: '请看上面的输出；同一命令可以再次执行。',
  },
  'command.missing': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'The program {program} is not on this machine',
    zh: '本机没有程序 {program}',
    next: 'Install the Debian package that has it, then run the command again.',
    nextZh: '请安装提供它的 Debian 软件包，然后再执行该命令。',
  },
  'command.timeout': {
    status: 504,
    exit: 6,
    retry: true,
    say: '{program} was stopped after {waitedMs} ms',
    zh: '{program} 运行 {waitedMs} 毫秒后被停止',
    next: 'Run the command again; if it stays slow, look at the load of the machine.',
    nextZh: '请再执行一次；如果仍然很慢，请检查本机负载。',
  },
  'command.said-too-much': {
    status: 502,
    exit: 1,
    retry: false,
    say: '{program} said more than {mostBytes} bytes, which nobody can read whole',
    zh: '{program} 输出超过 {mostBytes} 字节，无法完整读取',
    next: 'What it was asked about holds too much: make that smaller, then run the same command again.',
    nextZh: '它所处理的内容过大：请先减小，然后再执行同一命令。',
  },
  'machine.no-trust': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'This machine has no bundle of the authorities that it trusts, {path}, which its hosts and builds must trust too',
    zh: '本机缺少所信任证书颁发机构的证书包 {path}；主机和构建也需要使用它',
    next: 'Make it: apt-get install ca-certificates; where that is installed already: update-ca-certificates. Then run the same command again.',
    nextZh:
      '请生成它：apt-get install ca-certificates；如已安装，则执行 update-ca-certificates。然后再执行同一命令。',
  },
  'input.invalid': {
    status: 422,
    exit: 2,
    retry: false,
    say: '{source} has {count|fault|faults}: {faults}',
    zh: '{source} 有 {count} 处错误：{faults}',
    next: 'Correct each fault at the path that is named, then try again. Nothing was changed.',
    nextZh: '请按路径逐一改正，然后重试。没有任何改动。',
  },
  'wait.exceeded': {
    status: 504,
    exit: 6,
    retry: true,
    say: 'Waited {waitedMs} ms for {what}',
    zh: '等待 {what} 已达 {waitedMs} 毫秒',
    next: 'Run opads status to see which part is not ready, then run the command again.',
    nextZh: '用 opads status 查看哪一部分未就绪，然后再执行该命令。',
  },
} as const satisfies ProblemTable
