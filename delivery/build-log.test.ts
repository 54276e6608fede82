import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said as message } from '@opads/kernel/message'
import { type BuildLog, buildLog } from './build-log.ts'

const mib = 2 ** 20
/** Takes and returns all waiting lines. */
function takeAll(log: BuildLog) {
  const all = []
  for (let batch = log.next(); batch.length > 0; batch = log.next()) {
    all.push(...batch)
    log.taken(batch.length)
  }
  return all
}

test('what was not taken is sent again', async () => {
  const log = buildLog()
  await log.say('npm ci', 'one')
  await log.say('npm ci', 'two')
  assert.equal(log.next().length, 2)
  assert.equal(log.next().length, 2)
  log.taken(1)
  assert.deepEqual(log.next(), [{ step: 'npm ci', text: 'two' }])
})
test('a batch has a bound in bytes, and long lines still go', async () => {
  const log = buildLog()
  for (let line = 0; line < 60; line += 1) await log.say('x', 'y'.repeat(20_000))
  const batch = log.next()
  assert.ok(batch.length > 0 && batch.length < 30, String(batch.length))
})
test('who says more than is on its way waits until it was taken', async () => {
  const log = buildLog()
  let said = 0
  const speaking = (async () => {
    while (said < 1000 && (await log.say('x', 'y'.repeat(10_000)))) said += 1
  })()
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  await turn()
  const first = said
  assert.ok(first > 100 && first < 250, String(first))
  await turn()
  assert.equal(said, first)
  while (said < 1000) {
    takeAll(log)
    await turn()
  }
  await speaking
})
test('a build that says too much hears it once, its end is kept, and nothing of it is lost on the way', async () => {
  const log = buildLog()
  const lines: string[] = []
  const taking = setInterval(() => lines.push(...takeAll(log).map(({ text }) => text)))
  let said = 0
  while (await log.say('x', `${said} ${'y'.repeat(16_000)}`)) said += 1
  assert.equal(await log.say('x', 'more'), false)
  log.note('build', message('build.no-output'), '✕ ')
  clearInterval(taking)
  lines.push(...takeAll(log).map(({ text }) => text))
  assert.deepEqual(lines.slice(-2), [
    '– the build has said more than 16 MiB: what follows is not kept',
    '✕ it said nothing',
  ])
  const programs = lines.slice(0, -2)
  assert.deepEqual(
    programs.map((text) => Number(text.split(' ')[0])),
    [...programs.keys()],
  )
  const bytes = programs.reduce((sum, text) => sum + text.length, 0)
  assert.ok(bytes > 15 * mib && bytes < 17 * mib, String(bytes))
})
test('when nobody takes any more, who waits goes on', async () => {
  const log = buildLog()
  const speaking = (async () => {
    while (await log.say('x', 'y'.repeat(10_000)));
  })()
  await new Promise((resolve) => setImmediate(resolve))
  log.close()
  await speaking
})
