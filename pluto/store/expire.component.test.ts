/** Rows on both sides of every bound of `retention.ts`. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { waitFor } from '@opads/world/wait'
import { sql } from 'kysely'
import { cloud, internal, operator } from '../test-cloud/cloud.ts'
import { postgres } from '../test-cloud/postgres.ts'
import { expireOnce, expireRows } from './expire.ts'
import { openDatabase } from './pool.ts'
import { retention } from './retention.ts'

const { database, done, person, stop } = await cloud()
after(stop)
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const { signal } = new AbortController()
const once = () => expireOnce({ database, turn: () => {}, signal })

beforeEach(async () => {
  await database.deleteFrom('application').execute()
  await database.deleteFrom('event').execute()
  for (const name of ['shop', 'blog'])
    await database.insertInto('application').values({ name, tenant: 'ours', created_by: 'mine' }).execute()
})
const hour = 3_600_000
/** Just past the retention, or just within it. */
const old = (days: number) => new Date(Date.now() - days * 24 * hour - hour)
const young = (days: number) => new Date(Date.now() - days * 24 * hour + hour)

type Run = {
  readonly state?: 'succeeded' | 'queued' | 'running'
  readonly finished?: Date
  readonly application?: string
  /** Of a deploy. */
  readonly release?: number
}
async function addRun({ state = 'succeeded', finished, application = 'shop', release }: Run = {}) {
  const finished_at = state === 'succeeded' ? (finished ?? old(retention.run.days)) : null
  const kind = release === undefined ? 'build' : 'deploy'
  const { rows } = await sql<{
    id: number
  }>`insert into run (kind, application, state, cause, ref, release, created_by, finished_at)
    values (${kind}, ${application}, ${state}, ${`asked ${crypto.randomUUID()}`}, 'main', ${release ?? null}, 'me', ${finished_at}) returning id`.execute(
    database,
  )
  return rows[0]!.id
}
/** So many finished runs of today, which leave no place among the last for those before. */
const addRuns = (count: number) =>
  sql`insert into run (kind, application, state, cause, ref, created_by, finished_at)
    select 'build', 'shop', 'succeeded', 'many ' || gen_random_uuid(), 'main', 'me', now() from generate_series(1, ${count}::int)`.execute(
    database,
  )
const addLines = (run: number, count: number) =>
  sql`insert into run_log (run, step, text) select ${run}, 'build', 'line' from generate_series(1, ${count}::int)`.execute(
    database,
  )
let builds = 0
async function addRelease(number: number, created_at: Date, run?: number, application = 'shop') {
  builds -= 1 // of builds that are gone
  const values = { application, number, commit: 'abc', title: null, image: 'image', recipe: '{}', run: run ?? builds, created_by: 'me', created_at } // biome-ignore format: one row
  await database.insertInto('release').values(values).execute()
}
async function deployTo(
  environment: 'sit' | 'uat',
  release: number,
  at: Date,
  run = 0,
  application = 'shop',
) {
  const row = { application, environment, release, run, created_by: 'me', at }
  return (await database.insertInto('deployment').values(row).returning('id').executeTakeFirstOrThrow()).id
}
const keptRuns = async (ids: readonly number[]) =>
  (await database.selectFrom('run').select('id').where('id', 'in', [...ids]).orderBy('id').execute()).map(({ id }) => id) // biome-ignore format: one query
const releases = async (application = 'shop') =>
  (await database.selectFrom('release').select('number').where('application', '=', application).orderBy('number').execute()).map(({ number }) => number) // biome-ignore format: one query

test('events: by age, and beyond the number of each application', async () => {
  const { days, most } = retention.event
  const add = (application: string | null, count: number, at: Date) =>
    sql`insert into event (application, at, by, kind, text) select ${application}::text, ${at}, 'me', 'push', 'n ' || n from generate_series(1, ${count}::int) n`.execute(
      database,
    )
  const numbers = async () => {
    const { rows } = await sql<{ of: string; count: number; first: string }>`
      select coalesce(application, 'none') as of, count(*)::int as count, (array_agg(text order by id))[1] as first from event group by application order by of`.execute(
      database,
    )
    return rows
  }
  await add('shop', 3, old(days))
  await add('shop', 2, young(days))
  await add('blog', most + 5600, new Date()) // more than are found or deleted at once
  await add(null, most + 1, new Date())
  await add('gone', most, new Date()) // of a deleted application
  await once()
  assert.deepEqual(await numbers(), [
    { of: 'blog', count: most, first: 'n 5601' },
    { of: 'gone', count: most, first: 'n 1' },
    { of: 'none', count: most, first: 'n 2' },
    { of: 'shop', count: 2, first: 'n 1' },
  ])
})

test('runs: an old one goes with its log, the last ones of each application and those of the last days stay', async () => {
  const { days, least } = retention.run
  const blog = await addRun({ application: 'blog' }) // the only one there
  const gone = await addRun()
  const last = await addRun({ finished: young(days) })
  const place = await addRun() // the last that has a place
  await addRuns(least - 1)
  await addLines(gone, 1200) // more than a statement deletes
  await addLines(place, 2)
  await once()
  assert.deepEqual(await keptRuns([blog, gone, last, place]), [blog, last, place])
  const logs = await database.selectFrom('run_log').select('run').execute()
  assert.deepEqual(logs, [{ run: place }, { run: place }])
})

test('runs: one that is not over or is named stays, however old', async () => {
  const { days, least } = retention.run
  const queued = await addRun({ state: 'queued' })
  const running = await addRun({ state: 'running' })
  const [built, deployed, told, unnamed] = [await addRun(), await addRun(), await addRun(), await addRun()]
  await addRelease(1, new Date(), built)
  await deployTo('sit', 1, new Date(), deployed)
  await database.insertInto('event').values({ application: 'shop', run: told, at: young(days), by: 'me', kind: 'push', text: '' }).execute() // biome-ignore format: one row
  // Two that follow from each other: they stay for the sake of one, or go together.
  const link = (one: number, other: number) =>
    sql`update run set follows = case id when ${one} then ${other}::int else ${one}::int end where id in (${one}, ${other})`.execute(
      database,
    )
  const [oldBuild, oldDeploy, keptBuild, keptDeploy] = [await addRun(), await addRun(), await addRun(), await addRun()] // biome-ignore format: four
  await link(oldBuild, oldDeploy)
  await link(keptBuild, keptDeploy)
  await deployTo('sit', 1, new Date(), keptDeploy)
  await addRuns(least)
  await once()
  const all = [queued, running, built, deployed, told, unnamed, oldBuild, oldDeploy, keptBuild, keptDeploy]
  assert.deepEqual(await keptRuns(all), [queued, running, built, deployed, told, keptBuild, keptDeploy])
})

test('a push that delivery reports again after the retention is no second run', async () => {
  const push = (count: number, commit: string) =>
    done('POST /internal/pushes', {
      as: internal,
      body: { repository: 'ours/shop', ref: 'refs/heads/main', commit: commit.repeat(40), count, title: 't', by: 'me' },
    }) // biome-ignore format: one call
  const [first, second] = [(await push(0, 'a')).run, (await push(1, 'b')).run]
  await sql`update run set state = 'succeeded', finished_at = ${old(retention.run.days)}`.execute(database)
  await database.deleteFrom('event').execute()
  await addRuns(retention.run.least) // asked for since
  await once()
  assert.deepEqual(await keptRuns([first, second]), [second])
  assert.deepEqual(await push(1, 'b'), { run: second })
})

test('deployments: the last ones of each environment stay, and what a rollback needs', async () => {
  const { days, least } = retention.deployment
  await deployTo('sit', 1, old(days))
  await deployTo('sit', 2, old(days))
  const previous = await deployTo('sit', 2, old(days)) // the newest of the release before the live one
  await deployTo('sit', 3, old(days))
  const late = await deployTo('sit', 3, young(days))
  const others = [await deployTo('uat', 3, old(days)), await deployTo('sit', 3, old(days), 0, 'blog')] // the only ones there
  const placed = []
  for (let count = 0; count < least; count += 1) placed.push(await deployTo('sit', 3, old(days)))
  await once()
  const rows = await database.selectFrom('deployment').select('id').orderBy('id').execute()
  assert.deepEqual(
    rows.map(({ id }) => id),
    [previous, late, ...others, ...placed],
  )
})

test('settings: of each release in each environment those of its last deployment stay, and the deployments', async () => {
  const kept = JSON.stringify({ replicas: 1, variables: {} })
  const earlier = await deployTo('sit', 1, new Date())
  const first = await deployTo('sit', 1, new Date()) // what a rollback to release 1 takes
  const other = await deployTo('uat', 2, new Date()) // the only one there
  const redeployed = await deployTo('sit', 2, new Date())
  const live = await deployTo('sit', 2, new Date())
  const another = await deployTo('sit', 1, new Date(), 0, 'blog')
  await sql`update deployment set settings = ${kept}::jsonb`.execute(database)
  await once()
  const rows = await database.selectFrom('deployment').select(['id', 'settings']).orderBy('id').execute()
  assert.deepEqual(
    rows.map(({ id, settings }) => [id, settings !== null]),
    [[earlier, false], [first, true], [other, true], [redeployed, false], [live, true], [another, true]],
  ) // biome-ignore format: a row each
})

test('settings: all that were replaced go in one turn, however many', async () => {
  const [many, kept] = [5600, JSON.stringify({ replicas: 1, variables: {} })] // more than are found or emptied at once
  await sql`insert into deployment (application, environment, release, run, created_by, settings)
    select 'shop', 'sit', 1, 0, 'me', ${kept}::jsonb from generate_series(1, ${many}::int)`.execute(database)
  await once()
  const { rows } = await sql<{ count: number; kept: number }>`
    select count(*)::int as count, count(settings)::int as kept from deployment`.execute(database)
  assert.deepEqual(rows, [{ count: many, kept: 1 }])
})

test('releases: live, previous, deployed by a run that waits, or newest: they stay, however old', async () => {
  const { days, least } = retention.release
  for (let number = 1; number <= 7 + least; number += 1)
    await addRelease(number, number === 6 ? young(days) : old(days))
  await addRelease(1, old(days), undefined, 'blog') // the newest of another
  await deployTo('uat', 1, old(days))
  await deployTo('uat', 2, old(days))
  await deployTo('sit', 2, old(days))
  await addRun({ state: 'queued', release: 4 })
  await addRun({ state: 'succeeded', release: 5, finished: new Date() })
  await once()
  const placed = Array.from({ length: least }, (_, index) => 8 + index)
  assert.deepEqual(await releases(), [1, 2, 4, 6, ...placed])
  assert.deepEqual(await releases('blog'), [1])
})

test('what a release kept goes in the same turn', async () => {
  const { days, least } = retention.release
  const run = await addRun()
  await addRelease(1, old(days), run)
  for (let number = 2; number <= 1 + least; number += 1) await addRelease(number, new Date())
  await addRuns(retention.run.least)
  await once()
  assert.deepEqual([(await releases())[0], await keptRuns([run])], [2, []])
})

test('tokens: shown as ended for a while, then gone; the name of an ended one is free', async () => {
  const token = await person('robot-owner', ['ours'])
  const names = async () =>
    (await done('GET /api/v1/tokens', { as: token })).items.map(({ name }: { name: string }) => name)
  const end = (name: string, expires_at: Date) =>
    database.updateTable('token').set({ expires_at }).where('name', '=', name).execute()
  for (const name of ['lives', 'ended', 'gone'])
    await done('POST /api/v1/tokens', { as: token, body: { name } })
  await end('ended', young(retention.token.days))
  await end('gone', old(retention.token.days))
  await once()
  assert.deepEqual(await names(), ['ended', 'lives'])
  await done('POST /api/v1/tokens', { as: token, body: { name: 'ended' } })
  assert.deepEqual(await names(), ['ended', 'lives'])
})

test('answers of writes with an Idempotency-Key: kept for a day', async () => {
  const { days } = retention.doneWrite
  for (const [key, at] of [
    ['old', old(days)],
    ['young', young(days)],
  ] as const)
    await database
      .insertInto('done_write')
      .values({ account: 'admin', key, request: '', answer: null, at })
      .execute()
  await once()
  const rows = await database.selectFrom('done_write').select('key').where('account', '=', 'admin').execute()
  assert.deepEqual(rows, [{ key: 'young' }])
})

test('two at once delete everything old, and nothing else', async () => {
  const { days, least } = retention.run
  await sql`insert into event (application, at, by, kind, text) select 'shop', ${old(days)}, 'me', 'push', '' from generate_series(1, 6000)`.execute(database) // biome-ignore format: one row
  const gone = [await addRun(), await addRun()]
  for (const run of gone) await addLines(run, 1200)
  const kept = await addRun({ finished: young(days) })
  await addRuns(least)
  const ending = new AbortController()
  const tools = { database, turn: () => {}, signal: ending.signal, everyMs: 20 }
  const loops = [expireRows(tools), expireRows(tools)]
  const left = async () => {
    const { rows } = await sql<{ left: number }>`select (select count(*) from event)::int + (select count(*) from run where id = any(${gone}))::int as left`.execute(database) // biome-ignore format: one query
    return rows[0]!.left
  }
  try {
    await waitFor('old rows to go', async () => (await left()) === 0, { boundMs: 30_000, everyMs: 50 })
  } finally {
    ending.abort()
    await Promise.all(loops)
  }
  assert.deepEqual(await keptRuns([...gone, kept]), [kept])
})

test('a row that another transaction holds is skipped, and goes in a later turn', async () => {
  const [held, free] = [await addRun(), await addRun()]
  await addRuns(retention.run.least)
  await database.transaction().execute(async (tx) => {
    await sql`select from run where id = ${held} for update`.execute(tx)
    await once()
    assert.deepEqual(await keptRuns([held, free]), [held])
  })
  await once()
  assert.deepEqual(await keptRuns([held]), [])
})

test('the loop turns while the database is away', { timeout: 60_000 }, async () => {
  const { config, stop: leave } = await postgres()
  await leave()
  const ending = new AbortController()
  const lost = openDatabase(config, 2000)
  let turns = 0
  const loop = expireRows({ database: lost, turn: () => (turns += 1), signal: ending.signal, retryMs: 10 })
  await waitFor('three turns', async () => turns >= 3, { boundMs: 30_000, everyMs: 10 })
  ending.abort()
  await loop
  await lost.destroy()
})
