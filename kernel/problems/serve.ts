/** Failures that each of our servers can answer. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const serveProblems = {
  'account.unknown': {
    status: 401,
    exit: 3,
    retry: false,
    say: 'Nobody is signed in, or the token is not known',
    zh: '尚未登录，或令牌无效',
    next: 'Sign in: opads login',
    nextZh: '请登录：opads login',
  },
  'account.forbidden': {
    status: 403,
    exit: 3,
    retry: false,
    say: 'This needs the right "{policy}"',
    zh: '此操作需要“{policy}”权限',
    next: 'Ask an administrator for the right, or sign in as another account: opads login',
    nextZh: '请向管理员申请权限，或用其他账号登录：opads login',
  },
  'route.unknown': {
    status: 404,
    exit: 4,
    retry: false,
    say: 'Nothing is at {path}',
    zh: '{path} 不存在',
    next: 'Look at the list of routes: /openapi.json',
    nextZh: '现有路由：/openapi.json',
  },
  'input.too-large': {
    status: 413,
    exit: 2,
    retry: false,
    say: 'The request is larger than {limitBytes} bytes',
    zh: '请求超过 {limitBytes} 字节',
    next: 'Send less at once.',
    nextZh: '请减少单次发送的内容。',
  },
  'server.fault': {
    status: 500,
    exit: 1,
    retry: true,
    say: 'A fault of Opads itself, noted under {request}',
    zh: 'Opads 自身出错，记录编号 {request}',
    next: 'Try again; if it stays, look into the log of the process for that number.',
    nextZh: '请重试；如果仍然如此，请用该编号在进程日志中查找。',
  },
} as const satisfies ProblemTable
