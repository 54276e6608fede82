/** Failures with Debian packages, for programs, images and hosts. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const debianProblems = {
  'debian.no-mirror': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'apt on this machine knows no archive of Debian; its sources are {sources}',
    zh: '本机的 apt 没有配置 Debian 软件源；现有的源为 {sources}',
    next: 'Name one in /etc/apt/sources.list.d, run apt-get update, then the same command again.',
    nextZh: '请在 /etc/apt/sources.list.d 中加入一个软件源，执行 apt-get update，然后再执行同一命令。',
  },
  'debian.not-locked': {
    status: 500,
    exit: 2,
    retry: false,
    say: 'The lock file of {suite} has no set for the packages {packages}',
    zh: '{suite} 的锁定文件中没有软件包 {packages} 的集合',
    next: 'Run opads images debian renew, and commit the lock files together with the definition.',
    nextZh: '执行 opads images debian renew，并将锁定文件与定义一起提交。',
  },
  'debian.lock-damaged': {
    status: 500,
    exit: 2,
    retry: false,
    say: 'Line {line} of {file} cannot be read: {text}',
    zh: '无法读取 {file} 的第 {line} 行：{text}',
    next: 'Take the file from git again: git checkout -- {file}',
    nextZh: '请从 git 恢复该文件：git checkout -- {file}',
  },
  'debian.unreachable': {
    status: 502,
    exit: 6,
    retry: true,
    say: 'Packages of Debian ({suite}) could not be fetched: {why}',
    zh: '无法获取 Debian（{suite}）的软件包：{why}',
    next: 'Look whether apt-get update works on this machine, then run the same command again; what came is kept.',
    nextZh: '请确认本机的 apt-get update 可用，然后再执行同一命令；已下载的部分会保留。',
  },
  'debian.busy': {
    status: 409,
    exit: 5,
    retry: true,
    say: 'Another apt or dpkg has worked on this machine for {waitedMs} ms, and two cannot: {holder}',
    zh: '本机上另一个 apt 或 dpkg 已运行 {waitedMs} 毫秒，两者不能同时进行：{holder}',
    next: 'Wait until it has ended; the process and what it does: ps -ef. Then run the same command again.',
    nextZh: '请等它结束（用 ps -ef 查看该进程），然后再执行同一命令。',
  },
} as const satisfies ProblemTable
