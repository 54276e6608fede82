import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOf } from '@opads/kernel/fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { speaker } from './messages.ts'

const [en, zh] = [speaker('en'), speaker('zh')]

test('a message is said in the language of the page', () => {
  const message = said('environment.pods-new', { ready: 5, wanted: 8 })
  assert.equal(en.inWords(message, 'text'), '5 of 8 pods new and ready')
  assert.equal(zh.inWords(message, 'text'), '5/8 个新实例就绪')
})
test('an old row and a code of a newer server are said by their text', () => {
  assert.equal(zh.inWords(null, 'shop was created'), 'shop was created')
  assert.equal(zh.inWords({ code: 'gate.passed', facts: {} }, 'The gate passed'), 'The gate passed')
})
test('a failure of a run is said with the message inside it, and with its next step', () => {
  const crash = said('environment.pod-crashed', {
    pod: 'shop-1',
    reason: said('kube.exited', { exitCode: 3 }),
  })
  const facts = { release: 4, application: 'shop', environment: 'prod', reason: crash, run: 7 }
  const { sentence, next } = zh.failure(faultOf(new Problem('deploy.not-ready', facts)))
  assert.equal(sentence, 'shop 的版本 4 未就绪：实例 shop-1 崩溃：退出码 3')
  assert.match(
    next,
    /^若之前有版本在运行，它仍继续运行。.*opads run logs 7；.*opads app logs shop --env prod$/,
  )
  const old = { code: 'deploy.not-ready', sentence: 'It did not', next: 'Correct it' }
  assert.deepEqual([zh.failure(old), en.failure(old)], [old, old])
})
test('a refused call is said by what the server answered', () => {
  const answer = { title: 'No', titleZh: '不', next: 'Ask', nextZh: '请询问' }
  assert.deepEqual(zh.answer(answer), { sentence: '不', next: '请询问' })
  assert.deepEqual(en.answer(answer), { sentence: 'No', next: 'Ask' })
  assert.equal(zh.answer({ ...answer, nextZh: undefined }).next, 'Ask')
})
