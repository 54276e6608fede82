import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Environment, Run } from '../api-types.ts'
import { readServer } from '../commands/login.ts'
import { runText } from '../commands/run.ts'
import { nextRunOf } from '../follow-run.ts'
import { readPair } from './config.ts'
import { candidates } from './rollback.ts'
import { applicationText } from './show.ts'
import { nextOf, outcome } from './started.ts'

const run: Run = {
  id: 42, kind: 'build', application: 'shop', tenant: 'payments', environment: null, state: 'failed', by: 'ann', decidedBy: null,
  ref: 'refs/heads/main', commit: 'c0ffee0123456789', title: 'Sell \x1b[31mmore', release: null, builtFrom: null, ledTo: [], follows: null,
  problem: { code: 'build.failed', sentence: 'The step "npm ci" ended with exit code 1', next: 'Correct the source.' },
  attempts: 2, createdAt: '2026-11-24T12:00:00Z', startedAt: '2026-11-24T12:00:05Z', finishedAt: '2026-11-24T12:01:16Z',
} // biome-ignore format: a row
const page = { width: 100, hasColour: false, now: Date.parse('2026-11-24T12:10:00Z'), isUtc: false }

test('a run says what, by whom, how it went and why not; foreign letters cannot steer the terminal', () => {
  assert.equal(
    runText(run, page),
    `build 42   shop of tenant payments

  state    ✕ failed
  commit   main c0ffee01
  title    Sell  [31mmore
  by       ann, 10 m ago
  took     1 m 11 s, attempt 2

  ✕ The step "npm ci" ended with exit code 1   build.failed
    Correct the source.

  opads run logs 42      opads app show shop
`,
  )
})
test('a run that waits says how to decide it, and to who began it why they may not', () => {
  const waiting: Run = { ...run, state: 'waiting', problem: null }
  const seen = (account: string) => runText(waiting, page, account)
  assert.match(seen('mei'), /Start build 42 of shop\?\n\n {2}opads run approve 42\n {2}opads run refuse 42/)
  assert.doesNotMatch(seen('mei'), /run\.own/)
  assert.match(seen('ann'), /another person must decide it {3}run\.own\n.*member list --tenant payments/)
  assert.doesNotMatch(seen('ann'), /run approve/)
  assert.match(runText({ ...run, decidedBy: 'mei' }, page), /decided by {3}mei/)
})
test('the way back is the newest release below the one of today, in this environment', () => {
  const deployed = [
    { environment: 'sit', release: 3, run: 30 },
    { environment: 'sit', release: 1, run: 10 },
    { environment: 'uat', release: 2, run: 21 },
    { environment: 'sit', release: 2, run: 20 },
    { environment: 'sit', release: 2, run: 25 },
  ]
  assert.deepEqual(
    candidates(deployed, 'sit', 3).map((one) => one.run),
    [25, 20, 10],
  )
  assert.deepEqual(candidates(deployed, 'uat', 2), [])
})
test('a variable is cut at the first =, and its value may be empty', () => {
  assert.deepEqual(readPair('URL=a=b'), { value: { name: 'URL', value: 'a=b' } })
  assert.deepEqual(readPair('EMPTY='), { value: { name: 'EMPTY', value: '' } })
  for (const given of ['URL', '=x', '1A=x', 'A B=x']) assert.ok('fault' in readPair(given), given)
})
test('a server is an https origin without a password in it', () => {
  assert.deepEqual(readServer('https://console.main.localhost:8443/apps?x'), {
    value: 'https://console.main.localhost:8443',
  })
  for (const given of ['http://x', 'console.main', 'https://a:b@x', ''])
    assert.ok('fault' in readServer(given), given)
})
test('a deploy that went well says where, how many pods and how long', () => {
  const here = { podsReady: 2, podsWanted: 2 } as Environment
  const deploy: Run = { ...run, kind: 'deploy', environment: 'sit', release: 7, state: 'succeeded' }
  assert.equal(outcome(deploy, here), 'Release 7 of shop runs in sit, 2 of 2 pods ready, 1 m 11 s.')
  const stopped = { ...here, podsReady: 0, podsWanted: 0 }
  assert.equal(outcome(deploy, stopped), 'Release 7 of shop runs in sit, scaled to 0 pods, 1 m 11 s.')
})
test('the way back is only offered where there is one', () => {
  const here = { name: 'sit', podsReady: 1, podsWanted: 1 } as Environment
  const deploy: Run = { ...run, kind: 'deploy', environment: 'sit', release: 1, state: 'succeeded' }
  const [logs, back] = ['opads app logs shop --env sit -f', 'opads app rollback shop --env sit']
  assert.deepEqual(nextOf(deploy, here, true), [logs, back])
  assert.deepEqual(nextOf(deploy, here, false), [logs, 'opads app show shop'])
})
test('an application without a run has nothing to build: the next step fills its repository', () => {
  const git = 'https://git.test/payments/shop'
  const empty = { name: 'shop', tenant: 'payments', git, createdAt: run.createdAt, createdBy: 'ann', environments: [], pods: [], releases: [], runs: [] } // biome-ignore format: a row
  const text = (runs: readonly Run[]) => applicationText({ ...empty, runs } as never, page)
  assert.match(text([]), /git clone https:\/\/git\.test\/payments\/shop +git -C shop push origin main/)
  assert.match(text([run]), /git clone \S+ +opads run logs 42/)
  assert.doesNotMatch(text([]) + text([run]), /app build/)
})
test('the run that a successful one has queued is followed', () => {
  const ended: Run = { ...run, state: 'succeeded' }
  assert.equal(nextRunOf({ ...ended, ledTo: [43, 44] }), 43)
  assert.equal(nextRunOf(ended), null)
  assert.equal(nextRunOf({ ...ended, state: 'failed', ledTo: [43] }), null)
})
