/** The namespaces of a deleted tenant, on a real PostgreSQL and a fake cluster. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { cloud, operator } from '../test-cloud/cloud.ts'
import { removeAllNamespaces } from './namespaces.ts'

const { database, kube, done, refused, stop } = await cloud()
after(stop)
const environments = ['sit', 'uat'] as const
const pathOf = (environment: string) => `/api/v1/namespaces/gone-${environment}`
const made = (environment: string, labels: Record<string, string>) =>
  kube.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `gone-${environment}`, labels } },
    'test',
  )
const there = async () => {
  const found = await Promise.all(environments.map((one) => kube.get(pathOf(one))))
  return environments.filter((_, index) => found[index] !== undefined)
}
const remove = (query = '') => done(`DELETE /api/v1/tenants/gone${query}`, { as: operator })
const left = () => database.selectFrom('tenant_gone').select('name').execute()

beforeEach(async () => {
  await done('POST /api/v1/tenants', { as: operator, body: { name: 'gone' } })
  for (const environment of environments) await made(environment, { 'opads.io/tenant': 'gone' })
})

test('the namespaces of a deleted tenant are deleted with it, a dry run leaves them', async () => {
  await remove('?dryRun=true')
  assert.deepEqual(await there(), environments)
  await remove()
  assert.deepEqual([await there(), await left()], [[], []])
})
test('what a killed or failed delete left, the next pass deletes', async () => {
  const { remove: real } = kube
  Object.assign(kube, { remove: () => Promise.reject(new Error('The cluster is away')) })
  await remove()
  Object.assign(kube, { remove: real })
  assert.deepEqual(await there(), environments)
  await removeAllNamespaces({ database, kube })
  assert.deepEqual([await there(), await left()], [[], []])
})
test('until its namespaces are gone its name is taken, and one tenant that fails does not stop the others', async () => {
  await done('POST /api/v1/tenants', { as: operator, body: { name: 'first' } })
  await done('DELETE /api/v1/tenants/first', { as: operator })
  await database.insertInto('tenant_gone').values({ name: 'first' }).execute()
  const { remove: real, get } = kube
  Object.assign(kube, { remove: () => Promise.resolve(true) }) // accepted, and not done yet
  await remove()
  assert.deepEqual(await refused('POST /api/v1/tenants', { as: operator, body: { name: 'gone' } }), [
    409,
    'tenant.being-deleted',
  ])
  const failing = (path: string) => (path.includes('/first-') ? Promise.reject(new Error('no')) : get(path))
  Object.assign(kube, { remove: real, get: failing })
  await removeAllNamespaces({ database, kube })
  Object.assign(kube, { get })
  assert.deepEqual(await left(), [{ name: 'first' }])
  await removeAllNamespaces({ database, kube })
  assert.deepEqual([await there(), await left()], [[], []])
  await done('POST /api/v1/tenants', { as: operator, body: { name: 'gone' } })
  await remove()
})
test('a tenant that an earlier version made anew keeps its namespaces, and one that somebody else made stays', async () => {
  await database.insertInto('tenant_gone').values({ name: 'gone' }).execute()
  await removeAllNamespaces({ database, kube })
  assert.deepEqual([await there(), await left()], [environments, []])
  await kube.remove(pathOf('uat'))
  await made('uat', {})
  await remove()
  assert.deepEqual(await there(), ['uat'])
})
