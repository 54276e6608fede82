/** What stands in `modules/`: the checksums of everything that a build may fetch are committed. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { goToolchain } from './recipe.ts'
import { recipes } from './recipes.ts'

const folder = new URL('./modules/', import.meta.url)
const textOf = (module: string, file: string) => readFile(new URL(`${module}/${file}`, folder), 'utf8')

/** `path version` of each module that a go.mod requires, where it is not replaced by another. */
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
    // A program of ours may stand on Go's own library alone.
    assert.equal(wanted.length > 0, goMod.includes('require'))
    const summed = new Set(goSum.split('\n').map((line) => line.replace(/ h1:.*$/, '')))
    assert.deepEqual(
      wanted.filter((requirement) => !summed.has(`${requirement}/go.mod`)),
      [],
    )
    const [, go] = /^go (\S+)$/m.exec(goMod) ?? []
    assert.ok(go! <= goToolchain.slice(2), `${module} wants go ${go}, builds have ${goToolchain}`)
  })
}
