/** Real Go builds a small program twice, in different folders: the bytes are the same. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { build, goEnvironment } from './build.ts'
import { cniFlannel } from './recipes/cni-plugins.ts'

const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const modules = new URL('./modules', import.meta.url).pathname
const folders: string[] = []
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function builtIn(name: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), name))
  folders.push(folder)
  // The module cache is shared, the build cache is not: each build really compiles.
  const withModules: typeof exec = (argv, options) =>
    exec(argv, { ...options, env: { ...options?.env, GOMODCACHE: goEnvironment({}, cache).GOMODCACHE } })
  await build(cniFlannel, 'k', { exec: withModules, cache: folder, modules, now: Date.now, note: () => {} })
  return readFile(join(folder, 'artifacts/cni-flannel/k/flannel'))
}

test('same input, same bytes, in whatever folder', { timeout: 15 * 60_000 }, async () => {
  const [one, other] = [await builtIn('opads-a-'), await builtIn('opads-longer-name-b-')]
  assert.ok(one.equals(other), 'the two builds differ')
  assert.ok(one.length > 1_000_000)
})
