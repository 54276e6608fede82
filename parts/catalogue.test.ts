/** What every part must be, checked for all of them: it is made from what the other rooms have, and nothing of it is forgotten. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { recipes } from '../artifacts/recipes.ts'
import { artifactNames } from '../images/assemble.ts'
import { definitions } from '../images/definitions.ts'
import { catalogue } from './catalogue.ts'
import { entryOf } from './inventory.ts'
import { hostProgramsOf, imagesOf, programsOf, tagsOf, templatesOf, versionsOf } from './lists.ts'
import type { Cloud, Manifest, Part, Size } from './part.ts'
import { resolve, single } from './resolve.ts'

const top = join(import.meta.dirname, '..')
const textOf = (path: string) => readFileSync(join(top, path), 'utf8')
const cloudFor = ({ files = [], images }: Part, size: Size): Cloud => {
  const paths = files.flatMap((file) =>
    'names' in file ? [`${file.path}.crt`, `${file.path}.key`] : [file.path],
  )
  const known = (list: readonly string[]) => (what: string) => {
    assert.ok(list.includes(what), `${what} is not declared`)
    return `the ${what}`
  }
  return {
    name: 'main',
    domain: 'main.localhost',
    port: 8443,
    size,
    stateHost: 'm1',
    registryAddress: '198.18.0.11',
    image: known(images?.registry ?? []),
    file: known(paths),
    trustBundle: '',
    packageRegistries: {},
  }
}
const objectsOf = (part: Part, size = single): readonly Manifest[] =>
  part.install.by === 'objects' ? part.install.objects(cloudFor(part, size)) : []
type Container = { readonly image: string }
type Found = Manifest & {
  readonly spec: {
    readonly replicas?: number
    readonly template: {
      readonly spec: {
        readonly topologySpreadConstraints?: readonly { readonly topologyKey: string }[]
        readonly containers: readonly (Container & Record<string, unknown>)[]
        readonly initContainers?: readonly Container[]
        readonly nodeSelector?: Readonly<Record<string, string>>
        readonly volumes?: readonly { readonly hostPath?: { readonly path: string } }[]
      }
    }
  }
}
const isWorkload = ({ kind }: Manifest): boolean => ['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)
const podsOf = (part: Part) =>
  objectsOf(part)
    .filter(isWorkload)
    .map((object) => ({ kind: object.kind, ...(object as Found).spec.template.spec }))

test('every field of a part is read by a program, not only declared', () => {
  const fields = [
    ...textOf('parts/part.ts')
      .split('export type Part = {')[1]!
      .matchAll(/^ {2}readonly (\w+)/gm),
  ]
  assert.ok(fields.length >= 15)
  const readers = ['parts/resolve', 'parts/lists', 'cluster/ready', 'up/cloud', 'up/observe', 'up/parts', 'up/steps/parts', 'up/steps/sample', 'up/doctor/checks'] // biome-ignore format: a list
  const code = readers.map((name) => textOf(`${name}.ts`)).join('\n')
  for (const [, field] of fields) assert.match(code, new RegExp(`\\b${field}\\b`), field!)
})
test('every cloud that the catalogue allows is in order', () => {
  for (const balancers of [0, 3]) resolve(catalogue, { size: { ...single, balancers } })
})
test('every optional part can be left out, or asked for, alone', () => {
  const optional = catalogue.filter((part) => part.optional !== undefined)
  assert.ok(optional.some(({ name }) => name === 'metrics-server'))
  for (const { name } of optional) {
    const without = resolve(catalogue, { size: single, without: [name] })
    assert.ok(without.every((part) => part.name !== name), name) // biome-ignore format: short
    resolve(catalogue, { size: single, with: [name] })
  }
})
test('every image is defined, and what it is made of is built', () => {
  for (const part of catalogue) {
    const programs = programsOf([part])
    for (const name of imagesOf([part], 'container', 'preloaded', 'registry')) {
      const definition = definitions.find((one) => one.name === name)
      assert.ok(definition, `${part.name}: no image ${name}`)
    }
    for (const name of programs)
      assert.ok(recipes.some((one) => one.name === name), `${part.name}: no recipe ${name}`) // biome-ignore format: short
  }
  const all = programsOf(catalogue)
  for (const name of imagesOf(catalogue, 'container', 'preloaded', 'registry'))
    for (const program of artifactNames(definitions.find((one) => one.name === name)!))
      assert.ok(all.includes(program), `image ${name} has ${program}, which no part lists`)
  const inImages = new Set(definitions.flatMap(artifactNames))
  const onHosts = new Set(hostProgramsOf(catalogue).map(({ recipe }) => recipe))
  for (const program of all)
    assert.ok(inImages.has(program) || onHosts.has(program), `${program} is built for nothing`)
})
test('every version that cluster.yml may choose has its recipes and its images', () => {
  for (const [name, versions] of Object.entries(versionsOf(catalogue))) {
    const part = catalogue.find((one) => one.name === name)!
    for (const version of versions) {
      for (const program of programsOf([part], { [name]: version }))
        assert.ok(recipes.some((one) => one.name === program), program) // biome-ignore format: short
      const own = imagesOf([part], 'container', 'preloaded').filter((image) => image !== 'pause')
      for (const image of own)
        assert.ok(
          definitions.some((one) => one.name === image && one.version.replace(/^v/, '') === version),
          `no image ${image} ${version}`,
        )
    }
  }
})
test('the tags of the playbook are those of the parts', () => {
  const plays = parse(textOf('playbooks/k8s.yml')) as { roles?: { role: string; tags?: string[] }[] }[]
  const roles = plays.flatMap((play) => play.roles ?? [])
  const templates = readdirSync(join(top, 'playbooks/roles/objects/templates')).map((name) =>
    name.replace('.yaml', ''),
  )
  assert.deepEqual([...templatesOf(catalogue)].sort(), templates.sort())
  const known = [...roles.flatMap(({ tags = [] }) => tags), ...templates]
  assert.deepEqual([...tagsOf(catalogue)].sort(), known.sort())
})
test('every workload that a part waits for is one that it applies, and the other way round', () => {
  for (const part of catalogue) {
    if (part.install.by !== 'objects') continue
    const applied = objectsOf(part)
      .filter(isWorkload)
      .map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)
    const declared = (part.workloads ?? []).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
    assert.deepEqual(declared, applied, part.name)
  }
})
test('no two parts apply one object', () => {
  const all = catalogue.flatMap((part) => objectsOf(part)).map(entryOf)
  assert.deepEqual(all.length, new Set(all).size)
  assert.ok(all.includes('apps Deployment opads-system pluto'))
})
test('objects are in namespaces that a part owns', () => {
  const owned = new Set(catalogue.flatMap(({ namespaces = [] }) => namespaces))
  for (const { metadata } of catalogue.flatMap((part) => objectsOf(part)))
    assert.ok(metadata.namespace === undefined || owned.has(metadata.namespace), metadata.name)
})
test('pods of parts have a memory budget, a limit and probes', () => {
  for (const part of catalogue)
    for (const pod of podsOf(part)) {
      assert.ok((part.memoryBytes ?? 0) > 0, `${part.name} has no budget`)
      for (const { name, resources } of pod.containers)
        assert.ok((resources as { limits?: { memory?: string } })?.limits?.memory, `${part.name}: ${name}`)
      assert.ok(pod.containers.some((one) => 'readinessProbe' in one), part.name) // biome-ignore format: short
    }
})
test('state on a host is declared, and its pod stays on that host', () => {
  for (const part of catalogue)
    for (const pod of podsOf(part)) {
      const folders = (pod.volumes ?? []).flatMap(({ hostPath }) => (hostPath ? [hostPath.path] : []))
      const declared = (part.state ?? []).map(({ path }) => path)
      for (const folder of folders) assert.ok(declared.includes(folder), `${part.name}: ${folder}`)
      if (folders.length > 0 && pod.kind !== 'DaemonSet')
        assert.deepEqual(pod.nodeSelector, { 'kubernetes.io/hostname': 'm1' }, part.name)
    }
})
test('on several nodes a process without state has two pods, on different ones; with state it has one', () => {
  const deployments = (size: Size) =>
    catalogue.flatMap((part) => objectsOf(part, size)).filter(({ kind }) => kind === 'Deployment') as Found[]
  assert.ok(deployments(single).length > 0)
  for (const { spec, metadata } of deployments(single)) assert.equal(spec.replicas, 1, metadata.name)
  for (const { spec, metadata } of deployments({ ...single, nodes: 2 })) {
    const { nodeSelector, topologySpreadConstraints } = spec.template.spec
    const spread = topologySpreadConstraints?.map(({ topologyKey }) => topologyKey)
    const expected = nodeSelector ? [1, undefined] : [2, ['kubernetes.io/hostname']]
    assert.deepEqual([spec.replicas, spread], expected, metadata.name)
  }
})
test('every check has a title of its own', () => {
  const titles = catalogue.flatMap(({ checks = [] }) => checks.map(({ title }) => title))
  assert.ok(titles.length > 0)
  assert.equal(new Set(titles).size, titles.length)
})
