/**
 * Real Go builds two small programs again, one with C code, with other folders for source, toolchain, modules and compiler than those in
 * use were built with, and without a compiler on the machine: the output is the same.
 */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parseLock } from '@opads/kernel/debian-lock'
import { onlyWhenChanged } from '@opads/tools/long-tests'
import { apt } from '@opads/world/apt'
import { compiler } from '@opads/world/compiler'
import { debian } from '@opads/world/debian'
import { type Exec, exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { testCache } from '@opads/world/test-cache'
import { build } from './build.ts'
import { type Artifact, compilerLockFile, compilerWords } from './contract.ts'
import { goProgram } from './go.ts'
import type { Recipe } from './recipe.ts'
import { cniFlannel } from './recipes/cni-plugins.ts'
import { runc } from './recipes/runc.ts'

const skip = onlyWhenChanged('artifacts')
const modules = join(import.meta.dirname, 'modules')
const folders = await Promise.all(
  ['opads another name ', 'opads-bin-'].map((name) => mkdtemp(join(tmpdir(), name))),
)
const [cache, programs] = folders as [string, string]
after(async () => {
  await exec(['chmod', '--recursive', 'u+w', ...folders])
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))
})
/** This machine without compilers. */
const bare: Exec = (argv, options = {}) => exec(argv, { ...options, env: { ...options.env, PATH: programs } })
let go: string
before(async () => {
  if (skip) return
  for (const name of await readdir('/usr/bin'))
    if (!/gcc|^(cc|as|ld|pkg-?conf.*)$|^x86_64-linux-gnu-/.test(name))
      await symlink(join('/usr/bin', name), join(programs, name))
  await assert.rejects(bare(['gcc', '--version']), { code: 'command.missing' })
  await testCache(cache, ['debian'])
  // The pinned Go, even where the machine's own has the same version: that one needs the files beside it.
  go = await goProgram({ exec, apt: apt(exec), cache, note: () => {} })
  if (go === 'go') go = join((await exec(['go', 'env', 'GOROOT'])).stdout.trim(), 'bin/go')
})

async function bytesOf(recipe: Recipe): Promise<Buffer> {
  const silent = { now: Date.now, report: () => {}, expectedSeconds: () => 20 }
  const text = await readFile(join(modules, '../..', compilerLockFile), 'utf8')
  const lock = async () => parseLock(text, compilerLockFile)
  const ours = { debian: debian(exec, apt(exec), cache), holdLock, cache, lock, words: compilerWords }
  const made = (folder?: string) =>
    build(recipe, 'k', { exec: bare, go, cache, modules, ...silent, ...(folder && { compiler: folder }) })
  await (recipe.needsC ? compiler(ours).use((own) => made(own.programs)) : made())
  return readFile(join(cache, 'artifacts', recipe.name, 'k', Object.keys(recipe.programs)[0]!))
}

/** The program that clouds of this machine use; made first where it is missing. */
async function inUse({ name, programs }: Recipe): Promise<Buffer> {
  const { stdout } = await exec([join(import.meta.dirname, '../opads'), 'artifacts', 'get', '--json', name])
  const { files } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Artifact
  return readFile(files[Object.keys(programs)[0]!]!)
}

test('same input, same bytes, in whatever folder', { timeout: 30 * 60_000, skip }, async () => {
  for (const recipe of [cniFlannel, runc]) {
    const made = await bytesOf(recipe)
    assert.ok(made.length > 1_000_000)
    assert.ok(made.equals(await inUse(recipe)), `the two builds of ${recipe.name} differ`)
  }
})
test('runc has seccomp and needs no library', { skip }, async () => {
  const file = join(cache, 'artifacts/runc/k/runc')
  assert.match((await exec([file, '--version'])).stdout, /^runc version 1\.5\.2\n[\s\S]*^libseccomp: 2\.\d/m)
  const bytes = await readFile(file)
  const [start, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(56)]
  const kinds = Array.from({ length: count }, (_, at) => bytes.readUInt32LE(start + at * 56))
  assert.ok(kinds.includes(1) && !kinds.includes(3), `segments ${kinds}`) // 3 names a dynamic linker
})
test('other input, other bytes', { timeout: 15 * 60_000, skip }, async () => {
  const stamps = [cniFlannel.stamps![0]!.replace('0.9.1', '0.9.2')]
  assert.ok(!(await inUse(cniFlannel)).equals(await bytesOf({ ...cniFlannel, stamps })))
})
