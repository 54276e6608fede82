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
  'service.denied': {
    status: 403,
    exit: 3,
    retry: false,
    say: 'The service {service} may not call this route',
    zh: '服务 {service} 无权调用此接口',
    next: 'The contract of a route names the services that may call it. If nobody changed that, the secret of the service is in wrong hands: look at opads audit list --act service',
    nextZh:
      '接口契约列明了可调用它的服务。若契约未变更，则该服务的密钥可能已泄露，请查看：opads audit list --act service',
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
  'write.unsupported': {
    status: 422,
    exit: 2,
    retry: false,
    say: 'This route does not take {what}',
    zh: '此接口不支持 {what}',
    next: 'Leave it out. Nothing was changed.',
    nextZh: '请去掉它。没有任何改动。',
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
