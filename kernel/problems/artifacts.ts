/** Failures of `artifacts`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const artifactProblems = {
  'artifact.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no recipe "{artifact}"',
    zh: '没有名为“{artifact}”的配方',
    next: 'Recipes: {known}',
  },
  'artifact.no-go': {
    status: 500,
    exit: 6,
    retry: false,
    say: 'Go 1.21 or newer is needed to build {artifact}, this machine has {found}',
    zh: '构建 {artifact} 需要 Go 1.21 或更新版本，本机为 {found}',
    next: "Install Debian 13's golang-go package; Go then fetches the pinned toolchain itself.",
  },
  'artifact.no-room': {
    status: 507,
    exit: 6,
    retry: false,
    say: 'Building {artifact} needs {neededGiB} GiB of {what} and {freeGiB} GiB are free',
    zh: '构建 {artifact} 需要 {neededGiB} GiB 的{what}，目前空闲 {freeGiB} GiB',
    next: 'Free some, for instance by opads artifacts prune, then run the command again.',
  },
  'artifact.damaged': {
    status: 500,
    exit: 1,
    retry: true,
    say: '{file} of {artifact} is not what was built: its digest differs',
    zh: '{artifact} 的文件 {file} 已损坏：摘要不符',
    next: 'Run opads artifacts get {artifact}: the damaged copy is built anew.',
  },
} as const satisfies ProblemTable
