/** Faults of input: each has the path of the value and what is wrong with it. Pure. */
import type { MessageTable } from '../message-kind.ts'

export const inputMessages = {
  'input.fault': { say: '{path}: {fault}', zh: '{path}：{fault}' },
  'input.body': { say: 'the body', zh: '请求正文' },
  'input.request': { say: 'the request', zh: '请求' },
  'input.query': { say: 'the query', zh: '查询参数' },
  'input.said': { say: '{said}', zh: '{said}' },
  'input.not-json': { say: 'it is not JSON', zh: '不是 JSON' },
  'input.too-many-bytes': {
    say: 'it has {bytes} bytes, at most {limitBytes} are read',
    zh: '有 {bytes} 字节，最多读取 {limitBytes} 字节',
  },
  'input.type': { say: 'expected {wanted}', zh: '应为 {wanted}' },
  'input.option': { say: 'expected one of {options}', zh: '只能是其中之一：{options}' },
  'input.unknown-keys': { say: 'not known: {keys}', zh: '不认识的字段 {keys}' },
  'input.too-small': { say: 'too small or too short, at least {least}', zh: '太小或太短，至少 {least}' },
  'input.too-big': { say: 'too big or too long, at most {most}', zh: '太大或太长，最多 {most}' },
  'input.name': {
    say: 'takes 1 to 30 of a-z, 0-9 and -, first a letter, last no -',
    zh: '1 到 30 个字符：a-z、0-9 和 -，以字母开头，不能以 - 结尾',
  },
  'input.ref': {
    say: 'takes the name of a branch, tag or commit of 1 to 200 characters, no expression such as main~1',
    zh: '应为分支、标签或提交的名称，1 到 200 个字符，不能是 main~1 之类的表达式',
  },
  'input.idempotency-key': {
    say: 'takes 1 to 200 visible ASCII characters',
    zh: '应为 1 到 200 个可见 ASCII 字符',
  },
  'input.if-match': {
    say: 'takes * or ETags as they were answered, at most 2000 bytes',
    zh: '应为 * 或应答中的 ETag，最多 2000 字节',
  },
  'input.headers': { say: 'the headers', zh: '请求头' },
  'input.cursor': { say: 'is not a cursor of this list', zh: '不是这个列表的游标' },
  'input.port-variable': { say: 'PORT is set by the field port', zh: 'PORT 由字段 port 设置' },
  'input.unknown-key': { say: 'there is no such key', zh: '没有这个字段' },
  'input.line': { say: '{path}, line {line}', zh: '{path}，第 {line} 行' },
  'input.whole-file': { say: 'the file', zh: '文件' },
  'input.only-line': { say: 'line {line}', zh: '第 {line} 行' },
  'input.password': { say: 'takes at least 12 characters', zh: '至少 12 个字符' },
  'input.same-password': { say: 'is the current password', zh: '与当前密码相同' },
  'input.variable-name': { say: 'is not a name of a variable', zh: '不是变量名' },
  'input.zero-byte': { say: 'holds a zero byte, environments do not', zh: '含有零字节，环境变量不允许' },
  'input.low-port': { say: 'ports below 1024 need privileges', zh: '1024 以下的端口需要特权' },
} as const satisfies MessageTable
