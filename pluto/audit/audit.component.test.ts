/** The audit log through the API: what is recorded, who sees which rows, pages, filters, and that no secret is in it. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloud, internal, operator } from '../test-cloud/cloud.ts'
import { checkpointKey } from './chain.ts'
import { headOutside } from './head.ts'
import { plainAct, recordAct, recordRead } from './record.ts'
import { sealAudit } from './sealer.ts'

const { call, done, refused, person, stop, database, fake, kube, key, server } = await cloud()
const stopping = new AbortController()
after(async () => {
  stopping.abort()
  await stop()
})
fake.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'opads-system' } })
for (const name of ['ours', 'theirs']) await done('POST /api/v1/tenants', { as: operator, body: { name } })
const [mine, foreign] = [await person('mine', ['ours']), await person('foreign', ['theirs'])]

type Row = {
  id: number
  account: string
  act: string
  target: string
  outcome: string
  code: string
  facts: object
}
const list = async (query = '', as = operator): Promise<Row[]> =>
  (await done(`GET /api/v1/audit?limit=200${query}`, { as })).items
const said = ({ account, act, target, outcome, code }: Row) =>
  [account, act, target, outcome, code].filter((one) => one !== null).join(' ')
const act = { ...plainAct, account: 'mine', address: '198.18.0.1', act: 'application.deploy' }

test('signing in and out, tokens and passwords are recorded, without what is secret', async () => {
  const body = { name: 'ci', days: 30 }
  const { token } = await done('POST /api/v1/tokens', { as: mine, body })
  await done('DELETE /api/v1/tokens/ci', { as: mine })
  const password = 'new password of mine'
  const session = await done('POST /api/v1/sessions', { body: { account: 'mine', password } })
  const changed = { current: password, password: 'another password of mine' }
  await done('PUT /api/v1/me/password', { as: session.token, body: changed })
  await done('DELETE /api/v1/sessions', { as: session.token })
  const rows = await list('&account=mine')
  assert.deepEqual(rows.slice(0, 5).map(said), [
    'mine session.end done',
    'mine account.password done',
    'mine session.start mine done',
    'mine token.delete ci done',
    'mine token.create ci done',
  ])
  const text = JSON.stringify(await server.ask('select * from audit'))
  for (const secret of [token, session.token, mine, operator, password, changed.password])
    assert.ok(!text.includes(secret), secret)
})
test('an act that fails leaves no row of it as done, but one that it was refused', async () => {
  const before = await list('&act=token')
  assert.deepEqual(await refused('DELETE /api/v1/tokens/nothing', { as: foreign }), [404, 'token.unknown'])
  const rows = await list('&act=token')
  assert.deepEqual(rows.slice(0, rows.length - before.length).map(said), [
    'foreign token.delete nothing refused token.unknown',
  ])
})
test('a wrong password at its change is recorded as that, once', async () => {
  const body = { current: 'not this one', password: 'a password of foreign' }
  const before = await list('&account=foreign')
  await refused('PUT /api/v1/me/password', { as: foreign, body })
  const rows = await list('&account=foreign')
  assert.deepEqual(rows.slice(0, rows.length - before.length).map(said), [
    'foreign account.password refused account.wrong-password',
  ])
})
test('refused sign-ins are recorded by every way in; a name that is no account is not kept', async () => {
  const before = (await list('&outcome=refused')).length
  const canary = 'canary-typed-into-the-wrong-field'
  const basic = (pair: string) => ({ headers: { authorization: `Basic ${btoa(pair)}` } })
  await refused('POST /api/v1/sessions', { body: { account: 'foreign', password: canary } })
  await refused('POST /api/v1/sessions', { body: { account: canary, password: canary } })
  await refused('GET /api/v1/me', basic(`foreign:${canary}`))
  await refused('GET /api/v1/me', basic(`foreign:opads_${canary}`))
  await refused('GET /api/v1/me', { as: `opads_${canary}` })
  const git = { account: 'foreign', password: canary, address: '198.18.0.77' }
  await refused('POST /internal/authenticate', { as: internal, body: git })
  const rows = await list('&outcome=refused')
  assert.deepEqual(rows.slice(0, rows.length - before).map(said), [
    'foreign session.start refused account.wrong-password',
    ' session.start refused account.unknown',
    'foreign session.start refused account.wrong-password',
    'foreign session.start refused account.wrong-password',
    ' session.start refused account.wrong-password',
    'foreign session.start refused account.wrong-password',
  ])
  assert.ok(!JSON.stringify(await server.ask('select * from audit')).includes(canary))
})
test('a stranger does not fill the disk: refused sign-ins of an address have few rows', async () => {
  const before = (await list('&act=session&outcome=refused')).length
  for (let tried = 0; tried < 30; tried += 1) {
    const body = { account: 'foreign', password: `wrong ${tried}`, address: '198.18.0.78' }
    await refused('POST /internal/authenticate', { as: internal, body })
  }
  assert.equal((await list('&act=session&outcome=refused')).length - before, 10)
})
test('others than administrators see rows of their tenants, and nothing from before a tenant of that name', async () => {
  const member = await person('member', ['ours'])
  await recordAct(database, { ...act, tenant: 'ours', target: 'seen' })
  await recordAct(database, { ...act, tenant: 'theirs', target: 'not seen' })
  await recordAct(database, { ...act, tenant: 'later', target: 'of an earlier tenant' })
  await done('POST /api/v1/tenants', { as: operator, body: { name: 'later' } })
  await done('PUT /api/v1/users/member', { as: operator, body: { tenants: ['ours', 'later'] } })
  assert.deepEqual(
    (await list('', member)).map((row) => row.target),
    ['seen'],
  )
  assert.deepEqual(
    (await list('', foreign)).map((row) => row.target),
    ['not seen'],
  )
  assert.deepEqual(await list('&tenant=ours', foreign), [])
  assert.deepEqual(await refused('GET /api/v1/audit/verify', { as: member }), [403, 'access.denied'])
  const nobody = await person('nobody', [])
  assert.deepEqual(await list('', nobody), [])
})
test('pages hold each row once, newest first; filters narrow', async () => {
  for (let made = 0; made < 7; made += 1)
    await recordAct(database, {
      ...act,
      account: 'pager',
      application: made % 2 ? 'shop' : 'cart',
      target: `${made}`,
    })
  const seen: string[] = []
  for (let cursor = ''; cursor !== 'null'; ) {
    const words = cursor && `&cursor=${cursor}`
    const page = await done(`GET /api/v1/audit?account=pager&limit=3${words}`, { as: operator })
    seen.push(...page.items.map((row: Row) => row.target))
    cursor = String(page.next)
  }
  assert.deepEqual(seen, ['6', '5', '4', '3', '2', '1', '0'])
  const of = async (query: string) => (await list(`&account=pager${query}`)).map((row) => row.target).join('')
  assert.equal(await of('&application=shop'), '531')
  assert.equal(await of('&act=application'), '6543210')
  assert.equal(await of('&act=app'), '')
  assert.equal(await of('&outcome=failed'), '')
  const [row] = await server.ask(`select at from audit where account = 'pager' and target = '3'`)
  const at = (row!.at as Date).toISOString()
  await server.ask(`update audit set at = at + interval '1 s' * target::int where account = 'pager'`)
  const from = new Date(Date.parse(at) + 2900).toISOString()
  assert.equal(await of(`&from=${from}`), '6543')
  assert.equal(await of(`&until=${from}`), '210')
})
test('a malformed question is refused whole', async () => {
  const { facts } = (await (
    await call('GET /api/v1/audit?from=x&outcome=y&act=*&limit=0', { as: operator })
  ).json()) as { facts: { faults: readonly string[] } }
  for (const field of ['from', 'outcome', 'act', 'limit'])
    assert.match(facts.faults.join('\n'), new RegExp(`^${field}:`, 'm'))
  assert.deepEqual(await refused('GET /api/v1/audit/verify?cursor=1', { as: operator }), [
    422,
    'input.invalid',
  ])
})
test('a plain read has one row per account, target and minute', async () => {
  const read = { ...act, account: 'reader', act: 'log.read', target: 'pod 1' }
  for (const target of ['pod 1', 'pod 1', 'pod 2']) await recordRead(database, { ...read, target })
  assert.equal((await list('&account=reader')).length, 2)
})
test('rows are sealed, and the API verifies them', async () => {
  const outside = headOutside(kube)
  const loop = {
    database,
    outside,
    key: checkpointKey(key),
    signal: stopping.signal,
    turn: () => {},
    log: () => {},
  }
  void sealAudit(loop)
  while ((await list()).some((row) => (row as Row & { sequence: number | null }).sequence === null))
    await new Promise((resolve) => setImmediate(resolve))
  const found = await done('GET /api/v1/audit/verify', { as: operator })
  assert.equal(found.fault, null)
  assert.ok(found.rows > 20)
  assert.equal(found.headInside.sequence, found.rows)
  await server.ask('delete from audit where sequence = 5')
  const { fault } = await done('GET /api/v1/audit/verify', { as: operator })
  assert.deepEqual(fault, { sequence: 5, kind: 'removed' })
})
test('a row that somebody made unreadable is shown as it is', async () => {
  await server.ask(
    `insert into audit (account, address, act, outcome, facts) values ('odd', '', 'a', 'done', '{')`,
  )
  assert.deepEqual((await list('&account=odd'))[0]!.facts, { unreadable: '{' })
})
