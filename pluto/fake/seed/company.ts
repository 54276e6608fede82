/** A small company's cloud, for people and for the console's tests. Account `admin`, password `adminPassword`. */
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { here } from '../cluster.ts'
import type { FakeTools } from '../tools.ts'
import { setVariables } from '../variable.ts'
import { type Adding, adding, day, hour, minute, second } from './add.ts'
import { pastAudit } from './audit.ts'
import { pastReleases, pastRuns } from './past.ts'
import { shopPods } from './pods.ts'

export const adminPassword = 'correct horse battery'

export function addCompany(tools: FakeTools): void {
  const add = adding(tools)
  people(tools, add)
  clusters(tools)
  applications(tools, add)
  pastReleases(add)
  environments(add)
  pastRuns(add)
  pastAudit(tools.store)
}

function people({ store: { rows } }: FakeTools, add: Adding): void {
  for (const [name, age] of [['finance', 130 * day], ['research', day], ['retail', 215 * day], ['samples', 220 * day]] as const)
    add.tenant(name, age) // biome-ignore format: a list
  const admin = rows.account.find(({ name }) => name === 'admin')!
  Object.assign(admin, { must_change: false, created_at: add.ago(220 * day) })
  for (const tenant of ['samples', 'retail']) add.member(tenant, 'admin', 220 * day)
  add.account({ name: 'jun', tenants: ['retail'], must_change: false, age: 180 * day })
  add.account({ name: 'lars', tenants: ['finance'], must_change: false, age: 130 * day })
  add.account({ name: 'mei', tenants: ['retail', 'samples'], must_change: false, age: 215 * day })
  add.account({ name: 'noor', tenants: [], must_change: true, age: 2 * hour })
  add.token('ci', 40 * day, 7 * minute)
  add.token('laptop', 2 * day, null)
}

function clusters({ store: { rows, time, clock }, cluster: { nodes, unknown } }: FakeTools): void {
  const node = (kubernetes: string) => (name: string) => ({
    name, kubernetes, isReady: name !== 'n3', takesPods: true, hasUserNamespaces: true,
  }) // biome-ignore format: one row
  nodes.set(here, ['m1', 'n1', 'n2', 'n3'].map(node('1.37.2')))
  nodes.set('prod-1', ['p1', 'p2'].map(node('1.36.3')))
  rows.cluster.push({ name: 'prod-1', created_at: time() }, { name: 'spare', created_at: time() })
  rows.environment.find(({ name }) => name === 'prod')!.cluster = 'prod-1'
  const facts = {
    what: 'GET /api/v1/nodes?limit=500',
    status: 403,
    said: 'nodes is forbidden: User "system:serviceaccount:opads-system:pluto" cannot list resource "nodes" in API group "" at the cluster scope',
  }
  const since = new Date(clock.now() - 3 * minute)
  unknown.set('spare', { since, problem: new Problem('kube.refused', facts) })
}

function applications({ store }: FakeTools, add: Adding): void {
  add.application('hello', 'samples', 'admin', 3 * day)
  add.application('shop-api', 'retail', 'mei', 210 * day)
  add.application('shop-web', 'retail', 'mei', 200 * day)
  add.application('price-feed', 'retail', 'jun', 90 * day)
  add.application('invoice-pdf', 'finance', 'lars', 120 * day)
  add.application('ledger', 'finance', 'lars', 2 * minute)
  const place = { application: 'hello', environment: 'sit' as const }
  setVariables(store, place, { DATABASE_URL: 'postgres://db' }, { isSecret: true, by: 'admin' })
  const shown = { GREETING: 'Hello from the cloud', LOG_LEVEL: 'debug' }
  setVariables(store, place, shown, { isSecret: false, by: 'admin' })
  for (const [index, row] of store.rows.variable.entries())
    row.changed_at = add.ago([3 * day, 3 * hour, 26 * hour][index] ?? hour)
}

function environments(add: Adding): void {
  add.deployment('hello', 'sit', { release: 2, run: 46, by: 'admin', age: 27 * hour })
  add.deployment('hello', 'uat', { release: 2, run: 48, by: 'admin', age: 26 * hour })
  add.deployment('hello', 'sit', { release: 3, run: 54, by: 'admin', age: 2 * hour })
  add.running('hello', 'sit', {
    release: 3,
    age: 2 * hour,
    wanted: 2,
    pods: [
      { name: 'hello-5b8c9-tq7wn', age: 2 * hour },
      { name: 'hello-5b8c9-zz4lk', node: 'n2', age: 2 * hour },
    ],
  })
  add.running('hello', 'uat', {
    release: 2,
    age: 26 * hour,
    wanted: 1,
    pods: [{ name: 'hello-7f6d4-9wz2n', age: 26 * hour }],
  })

  add.deployment('shop-api', 'prod', { release: 17, run: 45, by: 'release', age: 3 * day })
  add.deployment('shop-api', 'sit', { release: 18, run: 50, by: 'mei', age: 3 * hour })
  add.deployment('shop-api', 'uat', { release: 18, run: 51, by: 'mei', age: 2 * hour })
  add.running('shop-api', 'sit', { release: 19, age: 38 * second, wanted: 8, pods: shopPods.sit })
  add.running('shop-api', 'uat', { release: 18, age: 2 * hour, wanted: 3, pods: shopPods.uat })
  add.running('shop-api', 'prod', { release: 17, age: 3 * day, wanted: 2, pods: shopPods.prod })

  for (const [environment, release, by, age, wanted] of [
    ['sit', 42, 'jun', 4 * day, 4],
    ['uat', 42, 'jun', 4 * day, 4],
    ['prod', 41, 'release', 9 * day, 12],
  ] as const) {
    // biome-ignore format: a list
    add.deployment('shop-web', environment, { release, by, age })
    add.running('shop-web', environment, { release, age, wanted })
  }
  add.deployment('price-feed', 'sit', { release: 7, run: 32, by: 'jun', age: 6 * day })
  const crashed = { name: 'price-feed-6d9f7-kx2bn', node: 'n2', state: 'crashed', message: said('kube.exited', { exitCode: 3 }), restarts: 1204, age: 6 * day } as const // biome-ignore format: one row
  add.running('price-feed', 'sit', { release: 7, age: 6 * day, wanted: 1, pods: [crashed] })
  add.deployment('invoice-pdf', 'sit', { release: 11, by: 'lars', age: 20 * day })
  add.running('invoice-pdf', 'sit', { release: 11, age: 20 * day, wanted: 0 })
  add.deployment('invoice-pdf', 'uat', { release: 10, by: 'lars', age: 30 * day })
  add.running('invoice-pdf', 'uat', { release: 10, age: 30 * day, wanted: 1 })
}
