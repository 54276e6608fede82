/** `modules/` must have checksums of everything that a build may fetch, and one version of each module that several builds compile. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { byVersion } from './go-version.ts'
import { goToolchain } from './recipe.ts'
import { recipes } from './recipes.ts'

const folder = new URL('./modules/', import.meta.url)
const textOf = (module: string, file: string) => readFile(new URL(`${module}/${file}`, folder), 'utf8')

/** `path version` of each module that a go.mod requires; of a replaced one, of its replacement. */
function requirements(goMod: string): readonly string[] {
  const replaced = new Map(
    [...goMod.matchAll(/^\s*(?:replace )?(\S+)(?: \S+)? => (\S+) (v\S+)/gm)].map(([, from, to, version]) => [
      from!,
      `${to} ${version}`,
    ]),
  )
  return [...goMod.matchAll(/^\s*(?:require )?(\S+\.\S+) (v\S+)(?: \/\/ indirect)?$/gm)].map(
    ([, path, version]) => replaced.get(path!) ?? `${path} ${version}`,
  )
}

test('every module has a folder that a recipe uses', async () => {
  assert.deepEqual(
    (await readdir(folder)).sort(),
    [...new Set(recipes.map((recipe) => recipe.module))].sort(),
  )
})
for (const module of new Set(recipes.map((recipe) => recipe.module))) {
  test(`${module}: whatever it requires has its checksum`, async () => {
    const [goMod, goSum] = [await textOf(module, 'go.mod'), await textOf(module, 'go.sum')]
    const wanted = requirements(goMod)
    // Our own programs may use only Go's standard library.
    assert.equal(wanted.length > 0, goMod.includes('require'))
    const summed = new Set(goSum.split('\n').map((line) => line.replace(/ h1:.*$/, '')))
    assert.deepEqual(
      wanted.filter((requirement) => !summed.has(`${requirement}/go.mod`)),
      [],
    )
    const [, go] = /^go (\S+)$/m.exec(goMod) ?? []
    assert.ok(byVersion(go!, goToolchain) <= 0, `${module} wants go ${go}, builds have ${goToolchain}`)
  })
}

/** Folders that may have other versions, and why. */
const apart: Readonly<Record<string, string>> = {
  'cni-flannel': 'nine packages, a release of 2020',
  'cni-plugins': 'few packages, seconds to compile',
  crane: 'for benches only, shares hardly a package',
  'kubernetes-1.36': 'where an upgrade starts: as it was released',
  'local-volumes': 'requires nothing',
  runc: 'holds C code, so nothing that it compiles serves another',
}
/** `folder path-prefix` of single exceptions, and why. */
const otherVersions: Readonly<Record<string, string>> = {
  'etcd-3.6 go.etcd.io/': 'the modules of this very release',
}

test('what several builds compile has one version in all of them, so that it is compiled once', async () => {
  const folders = (await readdir(folder)).filter((name) => !(name in apart))
  const all = await Promise.all(
    folders.map(async (name) =>
      requirements(await textOf(name, 'go.mod')).map((requirement) => {
        const [path, version] = requirement.split(' ') as [string, string]
        return { name, path, version }
      }),
    ),
  )
  const isAllowed = (one: string) => Object.keys(otherVersions).some((start) => one.startsWith(start))
  const byPath = Map.groupBy(
    all.flat().filter(({ name, path }) => !isAllowed(`${name} ${path}`)),
    ({ path }) => path,
  )
  assert.ok(byPath.get('k8s.io/client-go')!.length >= 6)
  const apartNow = [...byPath].flatMap(([path, uses]) =>
    new Set(uses.map(({ version }) => version)).size === 1
      ? []
      : [`${path}: ${uses.map(({ name, version }) => `${name} ${version}`).join(', ')}`],
  )
  assert.deepEqual(apartNow, [])
})
test('no exception outlives what it was made for', async () => {
  const names = await readdir(folder)
  assert.deepEqual(
    Object.keys(apart).filter((name) => !names.includes(name)),
    [],
  )
  for (const exception of Object.keys(otherVersions)) {
    const [name, start] = exception.split(' ') as [string, string]
    assert.ok(
      requirements(await textOf(name, 'go.mod')).some((one) => one.startsWith(start)),
      exception,
    )
  }
})
