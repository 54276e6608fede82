/** The sealer on a real PostgreSQL: order of commits, several processes, a killed one, retention; and each fault that can be planted. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import { fakeKube } from '@opads/world/kube/fake'
import { waitFor } from '@opads/world/wait'
import { sql } from 'kysely'
import pg from 'pg'
import { migrate } from '../store/database.ts'
import { openDatabase } from '../store/pool.ts'
import { postgres } from '../test-cloud/postgres.ts'
import { checkpointKey, type Fault, type Head, sealed, signatureOf, start } from './chain.ts'
import { headOutside } from './head.ts'
import { plainAct, recordAct } from './record.ts'
import { removeOld } from './retain.ts'
import { alone, keepOutside, sealNext } from './seal.ts'
import { sealAudit } from './sealer.ts'
import { openRow, sealedRows } from './stored.ts'
import { verifyAudit } from './verify.ts'

const server = await postgres()
const [database, other] = [openDatabase(server.config, 60_000), openDatabase(server.config, 60_000)]
after(async () => {
  await Promise.all([database.destroy(), other.destroy()])
  await server.stop()
})
await migrate(database)
const key = checkpointKey(randomBytes(32))
let cluster = fakeKube()
let outside = headOutside(cluster.kube)

beforeEach(async () => {
  cluster = fakeKube()
  cluster.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'opads-system' } })
  outside = headOutside(cluster.kube)
  await server.ask(`truncate audit, audit_checkpoint; update audit_head set sequence = 0, hash = ''`)
})

const act = { ...plainAct, account: 'ann', address: '198.18.0.1', act: 'token.create' }
const add = async (count: number, target = 'ci') => {
  for (let made = 0; made < count; made += 1)
    await recordAct(database, { ...act, target: `${target} ${made}` })
}
/** One turn of the sealer. */
const seal = (from = database) =>
  alone(from, async (connection) => {
    const made = await sealNext(connection)
    const fault = await keepOutside(connection, outside, made.head, key)
    return { ...made, fault }
  })
const verify = (isOver = () => false, cursor?: string) =>
  verifyAudit(database, outside, key, { cursor, isOver, signal: new AbortController().signal })
const change = (statement: string) => server.ask(statement)
const targets = async () => (await sealedRows(database, 0, 1000)).map(({ target }) => target)

test('rows are sealed in the order in which they became visible, also one that commits late with a lower id', async () => {
  const late = new pg.Client(server.config)
  await late.connect()
  await late.query('begin')
  await late.query(
    `insert into audit (account, address, act, target, outcome, facts) values ('eve', '', 'a', 'late', 'done', '{}')`,
  )
  await add(2)
  assert.deepEqual([(await seal())?.count, (await seal())?.count], [2, 0])
  await late.query('commit')
  await late.end()
  assert.equal((await seal())?.count, 1)
  assert.deepEqual(await targets(), ['ci 0', 'ci 1', 'late'])
  const ids = (await sealedRows(database, 0, 10)).map(({ id }) => id)
  assert.ok(ids[2]! < ids[0]!)
  assert.deepEqual((await verify()).fault, null)
})
test('a row of a transaction that is rolled back is not there', async () => {
  await assert.rejects(
    database.transaction().execute(async (tx) => {
      await recordAct(tx, act)
      throw new Error('the act failed')
    }),
  )
  assert.equal((await seal())?.count, 0)
})
test('of two sealers one works, and all rows are in one chain', async () => {
  await add(40)
  const writing = add(40, 'later')
  let isWritten = false
  void writing.then(() => (isWritten = true))
  const turns = async (from: typeof database) => {
    let count = 0
    while (!isWritten) count += (await seal(from))?.count ?? 0
    return count
  }
  const counts = await Promise.all([turns(database), turns(other)])
  const rest = (await seal())?.count ?? 0
  assert.equal(counts[0]! + counts[1]! + rest, 80)
  assert.deepEqual([(await verify()).rows, (await verify()).fault], [80, null])
  await alone(database, async () => assert.equal(await seal(other), undefined))
})
test('a sealer that is killed between its commit and the head outside leaves an older head there; the next one goes on', async () => {
  await add(2)
  await seal()
  const before = await outside.read()
  await add(2)
  const held = Promise.withResolvers<void>()
  const dying = alone(other, async (connection) => {
    await sealNext(connection)
    held.resolve()
    await sql`select pg_sleep(600)`.execute(connection)
  })
  const died = assert.rejects(dying)
  await held.promise
  assert.equal(await seal(), undefined)
  await waitFor(
    'the killed one to be in its work',
    async () =>
      (await change(`select from pg_stat_activity where query like 'select pg_sleep%'`)).length === 1,
  )
  await change(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%'`)
  await died
  assert.deepEqual(await outside.read(), before)
  assert.deepEqual((await verify()).fault, null)
  assert.deepEqual(
    await waitFor(
      'the lock',
      async () => (await seal())?.fault === undefined && (await outside.read())?.sequence,
    ),
    4,
  )
})
test('a sealer that is killed before its commit has sealed nothing', async () => {
  await add(3)
  await assert.rejects(
    alone(other, (connection) =>
      connection.transaction().execute(async (tx) => {
        await tx.updateTable('audit').set({ sequence: 1, hash: 'x' }).where('target', '=', 'ci 0').execute()
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      }),
    ),
  )
  await waitFor('the lock', async () => (await seal())?.count === 3)
  assert.deepEqual((await verify()).fault, null)
})
test('the loop seals what is committed, keeps the head outside after the cluster was away, and says so', async () => {
  const [stop, lines] = [new AbortController(), [] as string[]]
  const restore = cluster.fail(/audit-head/, 'away')
  let turns = 0
  const turn = () => {
    turns += 1
  }
  const log = (line: string) => void lines.push(line)
  const loop = sealAudit({ database, outside, key, signal: stop.signal, turn, log })
  await add(3)
  await waitFor('the rows to be sealed', async () => (await targets()).length === 3)
  await waitFor('the failure to be logged', async () => lines.some((line) => line.includes('ECONNREFUSED')))
  restore()
  await waitFor('the head', async () => (await outside.read())?.sequence === 3)
  await waitFor('the log', async () => lines.some((line) => /^audit: head 3 [0-9a-f]{64}$/.test(line)))
  stop.abort()
  await loop
  assert.ok(turns > 1)
})

const hour = 3_600_000
const old = (where: string) => `update audit set at = now() - interval '500 days' where ${where}`
const retain = () => removeOld(database, outside, key, new Date(Date.now() - 400 * 24 * hour))
/** Six rows; the first four and the last one are old. */
async function oldRows() {
  await add(6)
  await change(old(`target in ('ci 0', 'ci 1', 'ci 2', 'ci 3', 'ci 5')`))
  await seal()
}

test('retention removes only from the start, up to the first row that is not old, and leaves a signed checkpoint', async () => {
  await oldRows()
  assert.deepEqual(await retain(), { removed: 4 })
  assert.deepEqual(await targets(), ['ci 4', 'ci 5'])
  assert.deepEqual([(await verify()).rows, (await verify()).fault], [2, null])
  assert.deepEqual(await retain(), { removed: 0 })
  await add(1, 'next')
  assert.equal((await seal())?.fault, undefined)
  assert.deepEqual((await verify()).fault, null)
})
test('all sealed rows may be removed: the chain goes on after the checkpoint', async () => {
  await add(2)
  await change(old('true'))
  await seal()
  assert.deepEqual(await retain(), { removed: 2 })
  assert.deepEqual((await verify()).fault, null)
  await add(1)
  await seal()
  assert.deepEqual([(await verify()).headInside.sequence, (await verify()).fault], [3, null])
})
test('retention never removes rows that are not sealed, not covered by the head outside, or not whole', async () => {
  await add(2)
  await change(old('true'))
  assert.deepEqual(await retain(), { removed: 0 })
  await alone(database, sealNext)
  assert.deepEqual(await retain(), { removed: 0 })
  await seal()
  await change(`update audit set account = 'eve' where sequence = 2`)
  assert.deepEqual(await retain(), { removed: 0, fault: { sequence: 2, kind: 'changed' } })
  assert.equal((await change('select from audit')).length, 2)
})
test('rows that retention removes while they are verified are no fault', async () => {
  await oldRows()
  const [first] = await sealedRows(database, 0, 1)
  const cursor = `1-${first!.hash}`
  await retain()
  const { rows, fault } = await verify(() => false, cursor)
  assert.deepEqual([rows, fault], [2, null])
})
test('a long log is verified in several calls', async () => {
  await add(3)
  for (let left = 2200; left > 0; left -= 500)
    await change(
      `insert into audit (account, address, act, outcome, facts) select 'ann', '', 'a', 'done', '{}' from generate_series(1, ${Math.min(left, 500)})`,
    )
  while ((await seal())!.isAll === false);
  const rows: number[] = []
  let cursor: string | undefined
  do {
    const part = await verify(() => true, cursor)
    assert.equal(part.fault, null)
    rows.push(part.rows)
    cursor = part.next ?? undefined
  } while (cursor !== undefined)
  assert.deepEqual(rows, [1000, 1000, 203])
})

/** What somebody does who can write to the database, and the fault that is found. Six rows are sealed before. */
const planted: Readonly<Record<string, readonly [statement: string, fault: Fault]>> = {
  ...Object.fromEntries(
    ['at = now()', `account = 'eve'`, `address = 'x'`, `act = 'x'`, `tenant = 'x'`, `application = 'x'`, `environment = 'x'`, `target = 'x'`, `outcome = 'failed'`, `code = 'x'`, `facts = '{ }'`, 'id = 1000000', `hash = 'x'`, 'hash = null'].map(
      (set) => [set, [`update audit set ${set} where sequence = 3`, { sequence: 3, kind: 'changed' }]],
    ),
  ), // biome-ignore format: one list
  'a row removed': ['delete from audit where sequence = 3', { sequence: 3, kind: 'removed' }],
  'a row taken out of the chain': [
    'update audit set sequence = null where sequence = 3',
    { sequence: 3, kind: 'removed' },
  ],
  'the first rows removed': ['delete from audit where sequence < 3', { sequence: 1, kind: 'removed' }],
  'two rows exchanged': [
    'update audit set sequence = -sequence where sequence in (3, 4); update audit set sequence = 7 + sequence where sequence < 0',
    { sequence: 3, kind: 'changed' },
  ],
  'the last rows cut': ['delete from audit where sequence > 4', { sequence: 5, kind: 'cut' }],
  'the last rows cut, and the head inside set back': [
    'delete from audit where sequence > 4; update audit_head set sequence = 4, hash = (select hash from audit where sequence = 4)',
    { sequence: 5, kind: 'cut' },
  ],
  'all removed': [
    `truncate audit; update audit_head set sequence = 0, hash = ''`,
    { sequence: 1, kind: 'cut' },
  ],
  'the head inside changed': [`update audit_head set hash = repeat('0', 64)`, { sequence: 6, kind: 'head' }],
  'a row before the start': [insertAt('-1'), { sequence: -1, kind: 'added' }],
  'a row after the end': [insertAt('9'), { sequence: 9, kind: 'added' }],
  'a row twice': [
    `alter table audit drop constraint audit_sequence_key; ${insertAt('3')}`,
    { sequence: 3, kind: 'added' },
  ],
  'a checkpoint that is not ours': [
    `delete from audit where sequence <= 3; insert into audit_checkpoint (sequence, hash, signature) values (3, 'x', 'x')`,
    { sequence: 3, kind: 'checkpoint' },
  ],
}
function insertAt(sequence: string): string {
  return `insert into audit (account, address, act, outcome, facts, sequence, hash) values ('eve', '', 'a', 'done', '{}', ${sequence}, 'x')`
}

for (const [name, [statement, fault]] of Object.entries(planted))
  test(`found: ${name}`, async () => {
    await add(6)
    await seal()
    assert.deepEqual([(await verify()).rows, (await verify()).fault], [6, null])
    await change(statement)
    try {
      assert.deepEqual((await verify()).fault, fault)
    } finally {
      await change(
        'truncate audit; alter table audit drop constraint if exists audit_sequence_key; alter table audit add constraint audit_sequence_key unique (sequence)',
      )
    }
  })
test('found: a chain that was written anew, with its head inside; the head outside is kept as evidence', async () => {
  await add(6)
  await seal()
  const kept = await outside.read()
  await change(`update audit set account = 'eve' where sequence = 2`)
  await rewrite()
  await add(1)
  assert.deepEqual((await seal())?.fault, { sequence: 6, kind: 'head' })
  assert.deepEqual([(await verify()).rows, (await verify()).fault], [7, { sequence: 6, kind: 'head' }])
  assert.deepEqual(await outside.read(), kept)
})
test('found: rows cut with the head inside set back, after new ones took their sequences', async () => {
  await add(6)
  await seal()
  await change(
    'delete from audit where sequence > 4; update audit_head set sequence = 4, hash = (select hash from audit where sequence = 4)',
  )
  await add(3, 'new')
  assert.deepEqual((await seal())?.fault, { sequence: 6, kind: 'head' })
  assert.deepEqual((await verify()).fault, { sequence: 6, kind: 'head' })
})
test('found: a checkpoint of before, put in the place of a later one', async () => {
  await oldRows()
  const rows = await sealedRows(database, 0, 10)
  await retain()
  const head: Head = { sequence: 2, hash: rows[1]!.hash }
  await change(
    `update audit_checkpoint set sequence = 2, hash = '${head.hash}', signature = '${signatureOf(key, head)}'`,
  )
  assert.deepEqual((await verify()).fault, { sequence: 3, kind: 'removed' })
})
test('a head outside that is not ours or cannot be read is no "all is well"', async () => {
  await add(1)
  await seal()
  const restore = cluster.fail(/audit-head/, 500)
  await assert.rejects(verify(), { code: 'audit.no-head' })
  restore()
  await cluster.kube.apply(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'audit-head', namespace: 'opads-system' },
      data: { hash: 'eA==' },
    } as never,
    'eve',
  )
  await assert.rejects(verify(), { code: 'audit.no-head' })
})

/** Seals all rows again, as somebody would who can write to the database. */
async function rewrite(): Promise<void> {
  let head = start
  const rows = await database.selectFrom('audit').selectAll().orderBy('sequence').execute()
  for (const row of rows) {
    head = sealed(head, openRow(row))
    await database.updateTable('audit').set({ hash: head.hash }).where('id', '=', row.id).execute()
  }
  await database.updateTable('audit_head').set(head).execute()
}
