/** The real API server: the former workload of a part is found by the folder that it uses, and ended. */
// Shares nothing: a server of its own on free ports.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ofParts } from '@opads/parts/inventory'
import { deploymentOf, lockedDown, ownedFolder } from '@opads/parts/objects'
import type { Part } from '@opads/parts/part'
import { apiServer } from '@opads/world/kube/test-server/api-server'
import { endFormer, stateHolders, stateHosts } from './state-holders.ts'

const { admin, stop } = await apiServer()
after(stop)
const { namespace, applier } = ofParts
const path = '/var/lib/notes'
const part: Part = {
  name: 'notes',
  title: 'Notes',
  needs: [],
  install: { by: 'objects', objects: () => [] },
  state: [{ path, holds: 'notes' }],
  workloads: [{ kind: 'Deployment', namespace, name: 'notes' }],
}
const folder = ownedFolder('image', path)
const deployment = (name: string) =>
  deploymentOf(
    name,
    {
      containers: [{ name, image: 'image', securityContext: lockedDown, volumeMounts: [folder.mount] }],
      volumes: [folder.volume],
    },
    { stateHost: 'n1' },
  )

test('a workload under another name ends, and its host is where the new one goes', async () => {
  await admin.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, applier)
  await admin.apply(deployment('old-notes'), applier)
  const holders = await stateHolders(admin, [part])
  assert.deepEqual(holders.map(({ entry, isListed }) => [entry, isListed]), [['apps Deployment opads-system old-notes', false]]) // biome-ignore format: one fact
  assert.deepEqual(stateHosts(holders), new Map([['notes', 'n1']]))
  const { signal } = new AbortController()
  await endFormer(admin, holders, ofParts, signal)
  assert.deepEqual(await stateHolders(admin, [part]), [])
  await admin.apply(deployment('notes'), applier)
  await endFormer(admin, await stateHolders(admin, [part]), ofParts, signal)
  assert.equal((await stateHolders(admin, [part])).length, 1)
})
