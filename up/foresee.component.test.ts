/** The real API server: objects of all parts, as they were applied, would not change; one that somebody changed would. */
// Shares nothing: a server of its own on free ports.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { apiServer } from '@opads/world/kube/test-server/api-server'
import { cloudScene, parts } from './test-scenes/cloud.ts'

const { admin, stop } = await apiServer()
after(stop)
const { asked, end } = await cloudScene(admin)
after(end)

/** Without controllers no pod becomes ready. */
const isWait = (id: string) => parts.some(({ name }) => id === `part-${name}`)
const changes = async () => {
  const { said } = await asked()
  return Object.fromEntries(Object.entries(said).filter(([id]) => !isWait(id)))
}

test('what was applied would not change; what somebody changed would be put back, and is not by the question', async () => {
  assert.deepEqual(await changes(), {})
  const path = '/apis/apps/v1/namespaces/opads-system/deployments/pluto'
  const pluto = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'pluto', namespace: 'opads-system' },
  }
  await admin.apply({ ...pluto, spec: { replicas: 0 } } as never, 'somebody')
  for (const _ of ['once', 'twice'])
    assert.deepEqual(await changes(), { parts: ['pluto: Deployment opads-system/pluto: spec.replicas'] })
  await admin.remove(path)
  assert.deepEqual(await changes(), { parts: ['pluto: makes Deployment opads-system/pluto'] })
})
