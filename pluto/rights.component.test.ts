/** Pluto's RBAC rights, on the real API server: its part lets it read all that it watches. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { listWatch } from '@opads/world/kube/list-watch'
import { apiServer } from '@opads/world/kube/test-server/api-server'
import { waitFor } from '@opads/world/wait'
import { live as liveOf } from './live/rows.ts'
import { plutoPart } from './part.ts'

const { admin, as, stop } = await apiServer()
const ending = new AbortController()
after(async () => {
  ending.abort()
  await stop()
})
const rights = new Set(['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'])
const { install } = plutoPart
assert.ok(install.by === 'objects')
const objects = install.objects({
  image: () => 'i',
  domain: 'main.localhost',
  port: 443,
  size: { nodes: 1 },
  file: () => '',
} as never)

test('it sees nodes, pods and deployments; without the right to nodes it says so', async () => {
  await admin.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'opads-system' } }, 'test')
  for (const object of objects) if (rights.has(object.kind)) await admin.apply(object as KubeObject, 'test')
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'm1' } }
  await admin.apply(node, 'test')
  const client = await as('opads-system', 'pluto')
  const live = liveOf(client, listWatch, () => {}, ending.signal)
  await waitFor('all to be known', async () => !live.unknown('nodes') && !live.unknown('applications'))
  assert.deepEqual(
    live.nodes().map(({ name }) => name),
    ['m1'],
  )
  const role = objects.find(({ kind }) => kind === 'ClusterRole') as unknown as KubeObject & {
    rules: { resources: string[] }[]
  }
  const rules = role.rules.filter(({ resources }) => !resources.includes('nodes'))
  assert.equal(rules.length, role.rules.length - 1)
  await admin.apply({ ...role, rules } as KubeObject, 'test')
  const refused = liveOf(client, listWatch, () => {}, ending.signal)
  await waitFor('the refusal', async () => refused.unknown('nodes')?.problem.code === 'kube.refused')
  assert.match(refused.unknown('nodes')!.problem.message, /403 .*nodes is forbidden/)
  await waitFor('the others', async () => refused.unknown('applications') === undefined)
})
