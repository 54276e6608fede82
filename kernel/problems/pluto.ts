/** Failures of the public API. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const plutoProblems = {
  'account.wrong-password': {
    status: 401,
    exit: 3,
    retry: false,
    say: 'The name or the password is wrong',
    zh: '用户名或密码错误',
    next: 'The first password is in the cloud folder, file admin-password; later ones only you know.',
  },
  'application.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no application "{application}"',
    zh: '没有名为“{application}”的应用',
    next: 'List them: opads app list',
  },
  'application.exists': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'An application "{application}" exists',
    zh: '应用“{application}”已存在',
    next: 'Choose another name, or look at it: opads app show {application}',
  },
  'release.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: '{application} has no release {release}',
    zh: '{application} 没有版本 {release}',
    next: 'Look at its releases: opads app show {application}',
  },
  'run.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'There is no run {run}',
    zh: '没有编号为 {run} 的任务',
    next: 'List them: opads run list',
  },
  'run.lost-lease': {
    status: 409,
    exit: 5,
    retry: false,
    say: 'Run {run} is no longer the work of {worker}',
    zh: '任务 {run} 已不再由 {worker} 处理',
    next: 'Nothing to do: another worker goes on with it.',
  },
  'deploy.not-ready': {
    status: 422,
    exit: 1,
    retry: false,
    say: 'Release {release} of {application} did not become ready: {reason}',
    zh: '{application} 的版本 {release} 未就绪：{reason}',
    next: 'The version before goes on running. Mend the cause and push again; the log: opads run logs {run}',
  },
} as const satisfies ProblemTable
