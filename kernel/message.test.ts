import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOfIssue, inputFault } from './input-fault.ts'
import { kubeReason } from './kube-reason.ts'
import { bounded, type Message, said, textOf } from './message.ts'
import { messageIn, messageLine } from './message-line.ts'
import { messages } from './messages.ts'
import { Problem, problems, render } from './problem.ts'

const factsOf = (sentence: string) =>
  [...new Set(sentence.matchAll(/\{(\w+)/g).map(([, name]) => name!))].sort()

test('every message is in both languages, with the same facts', () => {
  for (const [code, { say, zh }] of Object.entries(messages)) {
    assert.deepEqual(factsOf(zh), factsOf(say), code)
    const isHandedOn = say === zh && /^\{\w+\}$/.test(say)
    assert.ok(isHandedOn || /\p{Script=Han}/u.test(zh) || /^[^a-z]*$/i.test(zh.replace(/\{\w+\}/g, '')), code)
    assert.ok(!/\p{Script=Han}/u.test(say), code)
  }
})
test('a code is a message or a problem, never both', () => {
  assert.deepEqual(
    Object.keys(messages).filter((code) => Object.hasOwn(problems, code)),
    [],
  )
})

test('a message is rendered in both languages, with messages and lists inside it', () => {
  const crash = said('environment.pod-crashed', {
    pod: 'shop-1',
    reason: said('kube.exited', { exitCode: 3 }),
  })
  assert.equal(render(crash), 'pod shop-1 crashed: exit 3')
  assert.equal(render(crash, 'zh'), '实例 shop-1 崩溃：退出码 3')
  const pods = said('deploy.restores-pods', { from: 2, to: 3 })
  const settings = { by: 'mei', release: 3, environment: 'sit', settings: ['GREETING', pods] }
  const back = said('deploy.restores-settings', settings)
  assert.equal(render(back), 'mei takes sit back to release 3 as it ran: GREETING, pods 2 → 3')
  assert.equal(render(back, 'zh'), 'mei 让 sit 回到版本 3 当时的样子：GREETING，实例数 2 → 3')
  assert.equal(
    render(said('account.changed', { account: 'eve', tenants: [] }), 'zh'),
    '账号 eve 现在可以访问：无',
  )
})
test('a problem is a message, and its reason may be one', () => {
  const problem = new Problem('build.lost', { reason: said('build.job-deleted') })
  assert.equal(problem.message, 'The build Job did not run: it was deleted')
  assert.equal(render({ code: problem.code, facts: problem.facts }, 'zh'), '构建任务未能运行：已被删除')
})
test('a fact that looks like a placeholder is not filled', () => {
  const words = { by: '{title}', commit: 'c0ffee', branch: 'main', title: '{by}' }
  assert.equal(render(said('push.received', words)), '{title} pushed c0ffee to main: {by}')
})
test('a code that is not known shows the text beside it', () => {
  const newer: Message = { code: 'moon.landed', facts: {} }
  assert.equal(textOf(newer, 'It landed', 'zh', messages), 'It landed')
  assert.equal(textOf(null, 'An old row', 'zh', messages), 'An old row')
  assert.equal(textOf({ code: 'toString', facts: {} }, 'text', 'en', messages), 'text')
  assert.equal(
    textOf(said('tenant.created', { tenant: 'a' }), 'text', 'en', messages),
    'Tenant a was created',
  )
})

test('a fault of a file keeps its place and what is wrong: it is stored with a run', () => {
  const fault = inputFault(
    said('input.line', { path: 'base', line: 1 }),
    said('input.option', { options: ['node'] }),
  )
  const problem = { code: 'input.invalid', facts: { source: 'opads.yml', count: 1, faults: [fault] } }
  assert.deepEqual(bounded(problem), problem)
})

test('facts have a bound, and hold nothing that the database refuses', () => {
  const deep = (depth: number): Message => ({
    code: 'x',
    facts: depth === 0 ? {} : { reason: deep(depth - 1) },
  })
  const long = {
    text: `${'x'.repeat(3999)}😀${'y'.repeat(100_000)}`,
    zero: 'a\0b',
    list: Array(1000).fill('z'),
  }
  const { facts } = bounded({ code: 'c'.repeat(1000), facts: { ...long, deep: deep(100) } })
  assert.equal(facts.text, `${'x'.repeat(3999)}\ufffd`)
  assert.equal(facts.zero, 'a␀b')
  assert.equal((facts.list as string[]).length, 50)
  assert.ok(JSON.stringify(facts.deep).length < 300)
})

test('a message goes through the output of a program as a line; other lines are not messages', () => {
  const message = said('build.packaged', { count: 2, base: 'node', digest: 'sha256:1' })
  assert.deepEqual(messageIn(messageLine(message)), message)
  const others = [
    '',
    'npm ci',
    '{"message":',
    '{"message":{"code":"no.such","facts":{}}}',
    '{"message":"text"}',
  ]
  for (const line of [...others, '{"message":{"code":"toString","facts":{}}}'])
    assert.equal(messageIn(line), undefined, line)
})
test('a term of Kubernetes stays, with what it means', () => {
  const words = (term?: string, said?: string) => render(kubeReason(term, said)!, 'zh')
  assert.equal(
    words('ImagePullBackOff', 'no such host'),
    'ImagePullBackOff（拉取镜像失败，稍后再试）：no such host',
  )
  assert.equal(words('ErrImagePull'), 'ErrImagePull（拉取镜像失败）')
  assert.equal(words('NewTerm', 'words'), 'NewTerm：words')
  assert.equal(words(undefined, 'words'), 'words')
  assert.equal(kubeReason(undefined, ''), undefined)
})
test('a fault of input has a path unless it is the whole, and the words of its shape or of its kind', () => {
  const zh = (issue: Parameters<typeof faultOfIssue>[0]) => render(faultOfIssue(issue), 'zh')
  assert.equal(
    zh({ path: ['password'], code: 'too_small', message: 'input.password' }),
    'password：至少 12 个字符',
  )
  assert.equal(zh({ path: [], code: 'invalid_type', message: 'Invalid', expected: 'array' }), '应为 array')
  assert.equal(zh({ path: ['a', 0], code: 'custom', message: 'words' }), 'a.0：words')
})
