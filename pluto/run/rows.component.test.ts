/** With any number of workers, a run has one worker at a time and ends once. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import type { Recipe } from '@opads/delivery/contract'
import { faultOf } from '@opads/kernel/fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { waitFor } from '@opads/world/wait'
import { sql } from 'kysely'
import { cloud, operator } from '../test-cloud/cloud.ts'
import { cancelRun, decideRun, finishRun } from './finish.ts'
import { renew, takeLease } from './lease.ts'
import { addLog, note, readLog, runLog } from './log.ts'
import { enqueue, ledToOf } from './rows.ts'

const { database, server, done, refused, person, stop } = await cloud()
after(stop)
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const commit = 'a'.repeat(40)
const image = `registry.opads.internal/applications/ours/shop@sha256:${'0'.repeat(64)}`
const recipe: Recipe = { base: 'static', build: [], include: ['.'], port: 8080, health: '/', env: {}, packaging: 'copy', startSeconds: 120, replicas: 1 } // biome-ignore format: one recipe
const result = { commit, image, recipe }

beforeEach(async () => {
  await database.deleteFrom('application').execute()
  await database.deleteFrom('event').execute()
  for (const name of ['shop', 'blog'])
    await database.insertInto('application').values({ name, tenant: 'ours', created_by: 'mine' }).execute()
})
const build = (cause: string, application = 'shop') =>
  enqueue(database, { kind: 'build', application, cause, by: 'mine', ref: 'main' })
const rowOf = (id: number) =>
  database.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
/** Expires the lease, as if its worker had stopped renewing it. */
const endLease = (id: number) =>
  database
    .updateTable('run')
    .set({ lease_until: new Date(Date.now() - 1000) })
    .where('id', '=', id)
    .execute()
const eventsOf = (run: number) =>
  database.selectFrom('event').select(['kind', 'by', 'text']).where('run', '=', run).execute()
const lost = { code: 'run.lost-lease' }

test('the same cause twice is one run, also at once', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => build('push ours/shop 1')))
  assert.equal(new Set(ids).size, 1)
  assert.notEqual(await build('push ours/shop 2'), ids[0])
})
test('many workers at once: each run is given out once, and one of an application works', async () => {
  for (const round of [1, 2, 3, 4, 5]) {
    for (const application of ['shop', 'blog'])
      for (const number of [1, 2, 3, 4]) await build(`${round} ${application} ${number}`, application)
    const workers = Array.from({ length: 8 }, (_, index) => `worker-${index}`)
    const leased = await Promise.all(workers.map((worker) => takeLease(database, 'build', worker)))
    const taken = leased.filter((run) => run !== undefined)
    assert.deepEqual(taken.map((run) => run.application).sort(), ['blog', 'shop'])
    await database.deleteFrom('run').execute()
  }
})
test('a deploy to one environment does not wait for another', async () => {
  const deploy = (environment: 'sit' | 'uat', cause: string) =>
    enqueue(database, { kind: 'deploy', application: 'shop', environment, cause, by: 'mine', release: 1 })
  await deploy('sit', '1')
  await deploy('sit', '2')
  await deploy('uat', '3')
  const taken = [await takeLease(database, 'deploy', 'a'), await takeLease(database, 'deploy', 'b')]
  assert.deepEqual(
    taken.map((run) => run?.cause),
    ['1', '3'],
  )
  assert.equal(await takeLease(database, 'deploy', 'c'), undefined)
})
test('a lease that ends is taken up by another worker, and the first is told', async () => {
  const id = await build('1')
  assert.equal((await takeLease(database, 'build', 'first'))?.id, id)
  await renew(database, id, 'first')
  assert.equal(await takeLease(database, 'build', 'second'), undefined)
  await endLease(id)
  assert.equal((await takeLease(database, 'build', 'second'))?.attempts, 2)
  await assert.rejects(renew(database, id, 'first'), lost)
  await assert.rejects(finishRun(database, id, { worker: 'first', result }), lost)
  assert.equal((await rowOf(id)).state, 'running')
  await finishRun(database, id, { worker: 'second', result })
  await assert.rejects(finishRun(database, id, { worker: 'second', result }), lost)
})
test('an abandoned run whose row is locked for a moment is not overtaken by the next one', async () => {
  const first = await build('1')
  await build('2')
  await takeLease(database, 'build', 'died')
  await endLease(first)
  let taken: ReturnType<typeof takeLease> | undefined
  await database.transaction().execute(async (tx) => {
    await tx.selectFrom('run').select('id').where('id', '=', first).forUpdate().execute()
    let isOver = false
    taken = takeLease(database, 'build', 'second').finally(() => {
      isOver = true
    })
    await waitFor('it to wait for the row, or to end', async () => {
      const { rows } = await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock'`.execute(
        database,
      )
      return isOver || rows.length > 0
    })
  })
  assert.equal((await taken)?.id, first)
})
test('a run that was begun five times and never ended is failed', async () => {
  const id = await build('1')
  for (const attempt of [1, 2, 3, 4, 5]) {
    assert.equal((await takeLease(database, 'build', `worker-${attempt}`))?.attempts, attempt)
    await endLease(id)
  }
  assert.equal(await takeLease(database, 'build', 'worker-6'), undefined)
  const { state, problem, finished_at } = await rowOf(id)
  assert.deepEqual([state, problem?.code, finished_at !== null], ['failed', 'run.given-up', true])
  assert.ok(await takeLease(database, 'build', 'other').then((run) => run === undefined))
  assert.deepEqual(await eventsOf(id), [
    { kind: 'build.failed', by: 'mine', text: 'It was begun 5 times and did not end' },
  ])
})
test('what is cancelled ends: its worker finds out, nobody takes it up', async () => {
  const [waiting, working] = [await build('1', 'blog'), await build('2')]
  await cancelRun(database, waiting, 'me')
  assert.equal((await takeLease(database, 'build', 'a'))?.id, working)
  await cancelRun(database, working, 'me')
  await assert.rejects(renew(database, working, 'a'), { code: 'run.over' })
  await assert.rejects(finishRun(database, working, { worker: 'a', result }), lost)
  await assert.rejects(cancelRun(database, working, 'me'), { code: 'run.over' })
  assert.equal(await takeLease(database, 'build', 'b'), undefined)
  for (const id of [waiting, working])
    assert.deepEqual(await eventsOf(id), [
      { kind: 'build.cancelled', by: 'me', text: `me cancelled build ${id}` },
    ])
})
test('a deploy that works and is cancelled stays with its worker, hears who asked, and does not end well', async () => {
  const environment = 'sit' as const
  const id = await enqueue(database, {
    kind: 'deploy',
    application: 'shop',
    environment,
    cause: 'd',
    by: 'me',
    release: 1,
  })
  await takeLease(database, 'deploy', 'a')
  await cancelRun(database, id, 'you')
  await cancelRun(database, id, 'another')
  assert.equal((await rowOf(id)).state, 'running')
  assert.equal(await renew(database, id, 'a'), 'you')
  await assert.rejects(finishRun(database, id, { worker: 'a' }), { code: 'run.cancelled' })
  await finishRun(database, id, { worker: 'a', cancelledBy: 'you' })
  assert.equal((await rowOf(id)).state, 'cancelled')
  assert.deepEqual(await eventsOf(id), [
    { kind: 'deploy.cancelled', by: 'you', text: 'you cancelled the deploy of release 1 to sit' },
  ])
})
test('a build that ends makes its release and the deploy to sit', async () => {
  for (const number of [1, 2]) {
    const id = await build(`push ${number}`)
    await takeLease(database, 'build', 'a')
    await finishRun(database, id, { worker: 'a', result })
    const deploy = await database
      .selectFrom('run')
      .selectAll()
      .where('follows', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual(
      [deploy.kind, deploy.environment, deploy.release, deploy.state, deploy.created_by, deploy.commit],
      ['deploy', 'sit', number, 'queued', 'mine', commit],
    )
    const ended = await database.selectFrom('run').select('follows').where('id', '=', id).executeTakeFirst()
    assert.equal(ended?.follows, deploy.id) // for Plutos of earlier releases
    assert.equal(deploy.built_from, id)
    assert.deepEqual(await ledToOf(database, [{ id, kind: 'build' }]), new Map([[id, [deploy.id]]]))
    const release = await database
      .selectFrom('release')
      .selectAll()
      .where('run', '=', id)
      .executeTakeFirstOrThrow()
    assert.deepEqual([release.number, release.image, release.recipe], [number, image, recipe])
  }
})
const wait = async (cause: string) => {
  const id = await enqueue(database, {
    kind: 'deploy',
    application: 'shop',
    environment: 'prod',
    cause,
    by: 'mine',
    release: 1,
  })
  await database.updateTable('run').set({ state: 'waiting' }).where('id', '=', id).execute()
  return id
}
const decide = (id: number, decision: Parameters<typeof decideRun>[3]) =>
  database.transaction().execute((tx) => decideRun(tx, { id, tenant: 'ours' }, 'mei', decision))

test('what waits for a person is leased by nobody until it is approved, once', async () => {
  const id = await wait('w')
  assert.equal(await takeLease(database, 'deploy', 'a'), undefined)
  const both = await Promise.allSettled([decide(id, { approve: true }), decide(id, { approve: true })])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await takeLease(database, 'deploy', 'a'))?.id, id)
  assert.equal((await rowOf(id)).decided_by, 'mei')
  const events = await database.selectFrom('event').select(['kind', 'by']).execute()
  assert.deepEqual(events, [{ kind: 'deploy.approved', by: 'mei' }])
})
test('what waits can be refused, or cancelled', async () => {
  const [refused, cancelled] = [await wait('1'), await wait('2')]
  await decide(refused, { approve: false, because: 'not today' })
  const { state, problem, finished_at } = await rowOf(refused)
  assert.deepEqual([state, problem?.code, finished_at !== null], ['failed', 'run.refused', true])
  await cancelRun(database, cancelled, 'me')
  assert.equal((await rowOf(cancelled)).state, 'cancelled')
  assert.deepEqual(
    (await eventsOf(cancelled)).map(({ kind, by }) => [kind, by]),
    [['deploy.cancelled', 'me']],
  )
  await assert.rejects(decide(cancelled, { approve: true }), { code: 'run.not-waiting' })
  assert.equal(await takeLease(database, 'deploy', 'a'), undefined)
})
test('who began a run may not decide about it, whatever the role, and the audit log says who tried and who did', async () => {
  const route = `POST /api/v1/runs/${await wait('w')}/decision`
  const body = { approve: true }
  for (const { as, begunBy } of [
    { as: await person('mine', ['ours']), begunBy: 'mine' },
    { as: await person('chief', [], true), begunBy: 'chief' },
  ]) {
    await database.updateTable('run').set({ created_by: begunBy }).execute()
    assert.deepEqual(await refused(route, { as, body }), [403, 'run.own'])
  }
  assert.partialDeepStrictEqual(await done(route, { as: operator, body }), {
    state: 'queued',
    by: 'chief',
    decidedBy: 'operator',
  })
  const acts = await database
    .selectFrom('audit')
    .select(['account', 'outcome', 'code', 'facts'])
    .where('act', '=', 'run.decide')
    .orderBy('id')
    .execute()
  const right = { right: 'platform' }
  assert.deepEqual(
    acts.map(({ facts, ...act }) => ({ ...act, facts: JSON.parse(facts) })),
    [
      { account: 'mine', outcome: 'refused', code: 'run.own', facts: { approve: true, begunBy: 'mine' } },
      { account: 'chief', outcome: 'refused', code: 'run.own', facts: { approve: true, begunBy: 'chief', ...right } },
      { account: 'operator', outcome: 'done', code: null, facts: { approve: true, begunBy: 'chief', ...right } },
    ], // biome-ignore format: a row each
  )
})
test('a failure with facts makes an event with the message', async () => {
  const id = await build('1')
  await takeLease(database, 'build', 'a')
  const facts = { step: 'npm ci', exitCode: 1, lastLines: 'no\0where', run: id }
  const problem = faultOf(new Problem('build.failed', facts))
  await finishRun(database, id, { worker: 'a', problem })
  const [event] = await database.selectFrom('event').selectAll().execute()
  assert.deepEqual(event?.message, { code: 'build.failed', facts: { ...facts, lastLines: 'no␀where' } })
  assert.match(event.text, /^The step "npm ci" ended with exit code 1: no␀where$/)
})
test('a note in a log is stored as message and English text, and both formats are streamed', async () => {
  const id = await build('1')
  const begun = said('build.begun', { commit: 'c0ffee', base: 'node', count: 2 })
  await addLog(database, id, [note('build', begun), { step: 'npm ci', text: 'done' }])
  const read = async (format: 'text' | 'json') =>
    (
      await Array.fromAsync(
        runLog(readLog(database, id), { follow: false, format }, new AbortController().signal),
      )
    ).join('')
  assert.equal(await read('text'), 'build\tc0ffee on base node, 2 steps\nnpm ci\tdone\n')
  const lines = (await read('json'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(lines, [
    { step: 'build', text: 'c0ffee on base node, 2 steps', message: begun },
    { step: 'npm ci', text: 'done' },
  ])
})
test('a build that fails leaves no release and says why', async () => {
  const id = await build('1')
  await takeLease(database, 'build', 'a')
  const problem = { code: 'build.failed', sentence: 'The step ended', next: 'Correct it' }
  await finishRun(database, id, { worker: 'a', problem })
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).problem], ['failed', problem])
  assert.deepEqual(await database.selectFrom('release').selectAll().execute(), [])
  const [event] = await database.selectFrom('event').selectAll().execute()
  assert.deepEqual([event?.kind, event?.text], ['build.failed', 'The step ended'])
})
test('a connection that breaks in the middle of an ending leaves nothing half', async () => {
  const id = await build('1')
  await takeLease(database, 'build', 'a')
  const half = () =>
    Promise.all([
      database.selectFrom('release').selectAll().execute(),
      database.selectFrom('event').selectAll().execute(),
      database.selectFrom('run').select('id').where('kind', '=', 'deploy').execute(),
    ])
  await database.transaction().execute(async (holder) => {
    await sql`lock table event in exclusive mode`.execute(holder) // the ending writes the rows before its event, then waits
    const ending = assert.rejects(finishRun(database, id, { worker: 'a', result }))
    const question = `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into "event"%'`
    const pid = await waitFor('the ending to wait', async () => (await server.ask(question))[0]?.pid, {
      everyMs: 20,
    })
    await server.ask(`select pg_terminate_backend(${Number(pid)})`)
    await ending
  })
  assert.deepEqual(await half(), [[], [], []])
  assert.equal((await rowOf(id)).state, 'running')
  await finishRun(database, id, { worker: 'a', result })
  assert.deepEqual(
    (await half()).map((rows) => rows.length),
    [1, 1, 1],
  )
})
test('a log takes what PostgreSQL does not: zero bytes', async () => {
  const id = await build('1')
  await addLog(database, id, [{ step: 'a', text: 'before\0after' }])
  const [line] = await database.selectFrom('run_log').selectAll().where('run', '=', id).execute()
  assert.equal(line?.text, 'before␀after')
})
