import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CheckWorld } from '@opads/parts/part'
import { unseenClusters } from './checks.ts'

const folder = await mkdtemp(join(tmpdir(), 'opads-checks-'))
after(() => rm(folder, { recursive: true }))
await mkdir(join(folder, 'secrets'))
await writeFile(join(folder, 'secrets/operator-token'), 'a-token\n')
const ask = (send: (url: string, init: RequestInit) => Promise<Response>, from = folder) =>
  unseenClusters.ask({
    folder: from,
    cloud: 'main',
    web: async () => ({ send, close: async () => {} }),
    addressOf: (host: string) => `https://${host}.test`,
  } as unknown as CheckWorld)
const unknown = { since: '2026-11-24T00:00:00Z', problem: { sentence: 'nodes is forbidden' } }
const answer =
  (...clusters: readonly object[]) =>
  async () =>
    Response.json({ items: clusters })

test('a cluster whose state Pluto does not know is found, with the reason', async () => {
  assert.equal(await ask(answer({ name: 'main' })), undefined)
  const found = await ask(answer({ name: 'main' }, { name: 'other', unknown }))
  assert.equal(found?.code, 'pluto.clusters-unseen')
  assert.match(found!.message, /other since 2026-11-24T00:00:00Z: nodes is forbidden$/)
})
test('it asks as the operator; a Pluto that does not answer is not taken for a healthy one', async () => {
  const asking = ask(async (url, { headers }) => {
    assert.equal(url, 'https://console.test/api/v1/clusters')
    assert.deepEqual(headers, { authorization: 'Bearer a-token' })
    throw new Error('connect ECONNREFUSED')
  })
  await assert.rejects(asking, /ECONNREFUSED/)
})
test('without a cloud it says so', async () => {
  assert.equal((await ask(answer(), join(folder, 'none')))?.code, 'up.no-cloud')
})
