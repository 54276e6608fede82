/** Failures of `artifacts`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const artifactProblems = {
  'artifact.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no recipe {artifacts}',
    zh: '没有名为 {artifacts} 的配方',
    next: 'Recipes: {known}',
    nextZh: '现有配方：{known}',
  },
  'artifact.no-go': {
    status: 500,
    exit: 6,
    retry: true,
    say: 'This machine has no Go from 1.21 on, and that of Debian ({suite}) could not be fetched: {why}',
    zh: '本机没有 Go 1.21 或更新版本，且无法获取 Debian（{suite}）的 Go：{why}',
    next: 'Look whether apt-get update works on this machine, or install Go 1.21 or newer; then run the same command again.',
    nextZh: '请确认本机的 apt-get update 可用，或安装 Go 1.21 以上版本，然后再执行同一命令。',
  },
  'artifact.no-toolchain': {
    status: 502,
    exit: 6,
    retry: true,
    say: 'The pinned {go} could not be fetched as a module: {why}',
    zh: '无法以模块形式获取固定版本的 {go}：{why}',
    next: 'Look at go env GOPROXY and SSL_CERT_FILE; the module is golang.org/toolchain. Then run the same command again.',
    nextZh: '请检查 go env GOPROXY 和 SSL_CERT_FILE；该模块为 golang.org/toolchain。然后再执行同一命令。',
  },
  'artifact.no-room': {
    status: 507,
    exit: 6,
    retry: false,
    say: 'Building {artifacts} needs {neededGiB} GiB of {what} and {freeGiB} GiB are free',
    zh: '构建 {artifacts} 需要 {neededGiB} GiB 的{what}，目前空闲 {freeGiB} GiB',
    next: 'Free some, for instance by opads artifacts prune, then run the command again.',
    nextZh: '请腾出一些空间，例如执行 opads artifacts prune，然后再执行该命令。',
  },
  'artifact.build-failed': {
    status: 502,
    exit: 1,
    retry: true,
    say: 'Building {artifact} failed: {lastLine}',
    zh: '构建 {artifact} 失败：{lastLine}',
    next: 'Where modules cannot be fetched, look at go env GOPROXY and SSL_CERT_FILE. What was compiled is kept: the same command goes on from there.',
    nextZh:
      '如果是模块下载失败，请检查 go env GOPROXY 和 SSL_CERT_FILE。已编译的部分会保留，再执行同一命令即可接着做。',
  },
  'artifact.damaged': {
    status: 500,
    exit: 1,
    retry: true,
    say: 'Not what was built, by its digest: {files}',
    zh: '以下文件与构建时的摘要不符：{files}',
    next: 'The damaged copies were removed. Run opads artifacts get {artifacts}: they are built anew.',
    nextZh: '损坏的副本已删除。执行 opads artifacts get {artifacts} 重新构建。',
  },
} as const satisfies ProblemTable
