import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inventoryText } from './inventory.ts'
import { oneHost } from './one-host.ts'
import { readLayout } from './read.ts'

const state = await mkdtemp(join(tmpdir(), 'opads-read-'))
after(() => rm(state, { recursive: true }))
const folder = join(state, 'main')
await mkdir(folder)
await writeFile(join(folder, 'hosts.json'), JSON.stringify(oneHost('main')))
const components = async () => {
  const { layout } = await readLayout(state, 'main', undefined)
  return /\nobjects_components=(.*)\n/.exec(inventoryText(layout, folder, '/stage'))![1]!
}

test('what up was given for a cloud holds for its cluster: the domain, and the optional parts', async () => {
  const before = await readLayout(state, 'main', undefined)
  assert.equal(before.layout.domain, 'main.localhost')
  assert.match(await components(), /"metrics-server"/)
  await writeFile(join(folder, 'address.json'), '{"listen":"127.0.0.1:8443","domain":"cloud.example"}')
  await writeFile(join(folder, 'parts.json'), '{"with":[],"without":["metrics-server"]}')
  assert.equal((await readLayout(state, 'main', undefined)).layout.domain, 'cloud.example')
  const text = await components()
  assert.ok(text.includes('"coredns"') && !text.includes('metrics-server'), text)
})
test('a damaged choice of parts is refused by its path', async () => {
  await writeFile(join(folder, 'parts.json'), '{')
  await assert.rejects(components(), { code: 'file.unreadable', message: /parts\.json/ })
})
