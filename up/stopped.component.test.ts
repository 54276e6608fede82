/** The real `opads up`: a second one is refused and does not disturb it; Ctrl-C ends it and all that it started; the next goes on. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { machineLock } from '@opads/world/cloud-lock'
import { exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { runningUp } from './test-machine/running-up.ts'

const name = 'stopped'
const listen = `127.0.0.1:${await freePort(28_643)}`
const opads = join(import.meta.dirname, '../opads')
const options = { skip: process.getuid?.() !== 0 && 'only root brings a cloud up', timeout: 20 * 60_000 }

after(async () => {
  if (!options.skip) await exec([opads, 'down', '--cloud', name, '--yes', '--purge'], { codes: 'any' })
})

test('a second up says who works and since when; the first goes on, until Ctrl-C', options, async () => {
  const first = runningUp(name, listen)
  assert.ok(await first.heard(({ event, step }) => event === 'started' && step === 'hosts'))
  const second = await exec([opads, 'up', '--cloud', name], { codes: 'any' })
  assert.equal(second.code, 5)
  assert.match(second.stderr, /up\.busy/)
  assert.match(
    second.stderr.replace(/\s+/g, ' '),
    new RegExp(`process ${first.pid}, works on the cloud "${name}" since \\d{4}-\\S+Z`),
  )
  assert.match(second.stderr, new RegExp(`Wait for it, or stop it: kill ${first.pid}`))
  const giving = [
    'flock',
    '--exclusive',
    '--nonblock',
    '--conflict-exit-code',
    '75',
    machineLock,
    'true',
  ] as const
  assert.equal((await exec(giving, { codes: 'any' })).code, 75) // nobody may restore the machine meanwhile

  assert.ok(await first.heard(({ event, step }) => event === 'note' && step === 'cluster'))
  assert.notDeepEqual(await first.left(), [])
  first.signal('SIGINT')
  const { code, stderr } = await first.ended
  assert.equal(code, 130)
  const said = JSON.parse(stderr) as { code: string; sentence: string; next: string }
  assert.equal(said.code, 'up.interrupted')
  // Images may still be made at the same time.
  assert.match(said.sentence, /^Stopped at ".*Hosts of the cluster and its registry". Kept: what was fetched/)
  assert.ok(said.sentence.endsWith(`built, hosts that are up, /var/lib/opads/${name}`), said.sentence)
  assert.equal(said.next, `Nothing is half done: opads up --cloud ${name} goes on from there.`)
  assert.deepEqual(await first.left(), [])
})

test(
  'two Ctrl-C, one after the other, end it just as well, and what was stopped is not in the way',
  options,
  async () => {
    const next = runningUp(name, listen)
    assert.ok(await next.heard(({ step }) => step === 'hosts'))
    next.signal('SIGINT')
    next.signal('SIGINT')
    assert.equal((await next.ended).code, 130)
    assert.deepEqual(await next.left(), [])
  },
)
