/** Lists on the size that Pluto is made for: they look only at the rows that they show. Real PostgreSQL, real list-watch. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { fakeKube } from '@opads/world/kube/fake'
import { listWatch } from '@opads/world/kube/list-watch'
import { waitFor } from '@opads/world/wait'
import { ensureCluster, listClusters } from '../cluster/rows.ts'
import { environmentNames } from '../environment/shapes.ts'
import { live as liveOf } from '../live/rows.ts'
import { migrate } from '../store/database.ts'
import { openDatabase } from '../store/pool.ts'
import { postgres } from '../test-cloud/postgres.ts'
import { listApplications } from './view.ts'

const [applications, podsEach, nodes] = [400, 25, 20]
const nameOf = (number: number) => `application-${String(number).padStart(3, '0')}`

const server = await postgres()
const database = openDatabase(server.config, 60_000)
const ending = new AbortController()
after(async () => {
  ending.abort()
  await database.destroy()
  await server.stop()
})
const fake = fakeKube()
for (let number = 0; number < nodes; number += 1)
  fake.store.put({ apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${number}` } })
for (let number = 0; number < applications; number += 1) {
  const labelsIn = (environment: string) => ({
    'app.kubernetes.io/name': nameOf(number),
    'app.kubernetes.io/managed-by': 'opads',
    'opads.io/environment': environment,
  })
  for (const environment of environmentNames)
    fake.store.put({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: nameOf(number), namespace: `ours-${environment}`, labels: labelsIn(environment) },
      spec: { replicas: 9 },
    } as KubeObject)
  for (let pod = 0; pod < podsEach; pod += 1) {
    const environment = environmentNames[pod % 3]!
    const name = `${nameOf(number)}-${pod}`
    fake.store.put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: `ours-${environment}`, labels: labelsIn(environment) },
      spec: { nodeName: `node-${(number + pod) % nodes}` },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    } as KubeObject)
  }
}

/** Rows of which something was read. */
const looked = new Set<object>()
const counting = ((kube, options) =>
  listWatch(kube, {
    ...options,
    project: (object) =>
      new Proxy(options.project(object) as object, {
        get: (row, field) => {
          looked.add(row)
          return Reflect.get(row, field)
        },
      }) as never,
  })) as typeof listWatch
const live = liveOf(fake.kube, counting, () => {}, ending.signal)
await waitFor('all rows', async () => !live.unknown('applications') && !live.unknown('nodes'), {
  boundMs: 120_000,
})
await migrate(database)
await ensureCluster(database)
await database.insertInto('tenant').values({ name: 'ours' }).execute()
await database
  .insertInto('application')
  .values(
    Array.from({ length: applications }, (_, number) => ({
      name: nameOf(number),
      tenant: 'ours',
      created_by: 'me',
    })),
  )
  .execute()

test('a page of 100 of 400 applications with 10,000 pods looks at no row of another application', async () => {
  looked.clear()
  const views = { database, live, place: { domain: 'main.localhost', port: 443 } }
  const caller = { account: 'me', roles: { ours: 'admin' as const }, isAdmin: false, mustChange: false }
  const page = await listApplications(views, caller, { limit: 100, cursor: nameOf(99) })
  assert.deepEqual([page.items.length, page.items[0]!.name, page.next], [100, nameOf(100), nameOf(199)])
  assert.deepEqual(
    page.items[7]!.environments.map(({ podsReady, podsWanted }) => [podsReady, podsWanted]),
    [
      [9, 9],
      [8, 9],
      [8, 9],
    ],
  )
  // All its pods and Deployments were looked at, so that the count counts.
  assert.equal(looked.size, 100 * (podsEach + environmentNames.length))
})
test('the page of clusters counts the pods of each node without looking at any', async () => {
  looked.clear()
  const administrator = { account: 'me', roles: {}, isAdmin: true, mustChange: false }
  const { items } = await listClusters({ database, live }, administrator)
  assert.deepEqual(
    items[0]!.nodes.map(({ pods }) => pods),
    Array.from({ length: nodes }, () => (applications * podsEach) / nodes),
  )
  assert.equal(looked.size, nodes)
})
test('the pods of one application in an environment, and in all: no others are looked at', () => {
  looked.clear()
  assert.equal(live.pods(nameOf(7), 'sit').length, 9)
  assert.equal(looked.size, 9)
  assert.equal(live.pods(nameOf(7)).length, podsEach)
  assert.equal(looked.size, podsEach)
})
