/** Real Go builds a small program twice, in different folders: the bytes are the same. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { build } from './build.ts'
import { goEnvironment, goProgram } from './go.ts'
import { underLock } from './lock.ts'
import { cniFlannel } from './recipes/cni-plugins.ts'

const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const modules = new URL('./modules', import.meta.url).pathname
const note = () => {}
const folders = await Promise.all(
  ['opads-a-', 'opads-longer-name-b-'].map((name) => mkdtemp(join(tmpdir(), name))),
)
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

async function bytesOf(folder: string, go: string, recipe = cniFlannel): Promise<Buffer> {
  // The module cache is shared, the build cache is not: each build really compiles.
  const withModules: typeof exec = (argv, options) =>
    exec(argv, { ...options, env: { ...options?.env, GOMODCACHE: goEnvironment(cache).GOMODCACHE } })
  const tools = { exec: withModules, go, cache: folder, modules, now: Date.now, expectedSeconds: 20 }
  await build(recipe, 'k', { ...tools, tell: note })
  return readFile(join(folder, 'artifacts/cni-flannel/k/flannel'))
}

test('same input, same bytes, in whatever folder; other input, other bytes', { timeout: 15 * 60_000 }, () =>
  // Nobody may cut the shared module cache back meanwhile.
  underLock(join(cache, 'artifacts.lock'), { exec, note }, async () => {
    const go = await goProgram({ exec, cache, note })
    const [one, other] = [await bytesOf(folders[0]!, go), await bytesOf(folders[1]!, go)]
    assert.ok(one.equals(other), 'the two builds differ')
    assert.ok(one.length > 1_000_000)
    const stamps = [cniFlannel.stamps![0]!.replace('0.9.1', '0.9.2')]
    assert.ok(!one.equals(await bytesOf(folders[0]!, go, { ...cniFlannel, stamps })))
  }),
)
