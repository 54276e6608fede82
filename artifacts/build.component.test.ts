/** Real Go builds a small program twice, with folder, toolchain and modules in other places: the bytes are the same. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { apt } from '@opads/world/apt'
import { exec } from '@opads/world/exec'
import { build } from './build.ts'
import { goProgram } from './go.ts'
import { cniFlannel } from './recipes/cni-plugins.ts'

const modules = join(import.meta.dirname, 'modules')
const folders = await Promise.all(
  ['opads-a-', 'opads-longer-name-b-'].map((name) => mkdtemp(join(tmpdir(), name))),
)
const [first, second] = folders as [string, string]
after(async () => {
  await exec(['chmod', '--recursive', 'u+w', ...folders])
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})

async function bytesOf(cache: string, go: string, recipe = cniFlannel): Promise<Buffer> {
  const silent = { now: Date.now, tell: () => {}, expectedSeconds: () => 20 }
  await build(recipe, 'k', { exec, go, cache, modules, ...silent })
  return readFile(join(cache, 'artifacts/cni-flannel/k/flannel'))
}

test('same input, same bytes, in whatever folder; other input, other bytes', {
  timeout: 15 * 60_000,
}, async () => {
  const go = await goProgram({ exec, apt: apt(exec), cache: first, note: () => {} })
  const one = await bytesOf(first, go)
  await mkdir(join(second, 'go'))
  await exec(['cp', '--archive', join(first, 'go/mod'), join(second, 'go/mod')]) // fetched once, compiled twice
  const other = await bytesOf(second, go)
  assert.ok(one.equals(other), 'the two builds differ')
  assert.ok(one.length > 1_000_000)
  const stamps = [cniFlannel.stamps![0]!.replace('0.9.1', '0.9.2')]
  assert.ok(!one.equals(await bytesOf(first, go, { ...cniFlannel, stamps })))
})
