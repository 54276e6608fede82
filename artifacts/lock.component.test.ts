/** The lock between two processes; here both sides are this one, as `flock` cannot tell. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { underLock } from './lock.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-lock-'))
after(() => rm(top, { recursive: true }))
const path = join(top, 'cache', 'artifacts.lock')

test('the second waits, says for whom, and works when the first has ended', { timeout: 20_000 }, async () => {
  const notes: string[] = []
  const order: string[] = []
  const waiting = Promise.withResolvers<void>()
  const note = (line: string) => {
    notes.push(line)
    waiting.resolve()
  }
  let second: Promise<void> | undefined
  await underLock(path, { exec, note: () => assert.fail('the first has nobody to wait for') }, async () => {
    second = underLock(path, { exec, note }, async () => void order.push('second'))
    await waiting.promise
    order.push('first')
  })
  await second
  assert.deepEqual(order, ['first', 'second'])
  assert.deepEqual(notes, [`waits for another opads that builds or prunes, pid ${process.pid}`])
  assert.equal(await readFile(path, 'utf8'), '')
})

test('a failure lets the lock go and comes out as it is', { timeout: 20_000 }, async () => {
  const failing = underLock(path, { exec, note: () => {} }, () => Promise.reject(new Error('broken')))
  await assert.rejects(failing, { message: 'broken' })
  assert.equal(await underLock(path, { exec, note: () => assert.fail() }, async () => 7), 7)
})
