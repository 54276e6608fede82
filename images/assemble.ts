/** Makes an image from its definition: `<root>/<name>/<key>` is an OCI layout folder, which appears complete, by one rename. */
import { createHash } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import type { Compiler } from '@opads/world/compiler'
import { bundleEntries } from './bundle.ts'
import { digestOf, pathEntries, roomEntries } from './checkout.ts'
import { type CInputs, cInputs, compiled } from './compile.ts'
import { consoleEntries } from './console.ts'
import { type Image, referenceOf } from './contract.ts'
import { type DebianTools, debianLayer } from './debian.ts'
import type { ConsoleLayer, Definition, FolderLayer, LayerSource, ProgramLayer } from './definition.ts'
import type { Entry } from './entry.ts'
import { type StoredLayer, storedLayer } from './layer-store.ts'
import { writeLayout } from './layout.ts'
import { untilNotReplaced } from './replaced.ts'
import { madeOnce, markUsed, placeWhole } from './store.ts'
import { wholeDigest } from './whole.ts'

export type AssembleTools = DebianTools & {
  /** The checkout. */
  readonly home: string
  readonly getArtifact: (name: string) => Promise<Artifact>
  readonly compiler: Compiler
}

/** @throws NotMade where the tools only look */
export async function assemble(definition: Definition, tools: AssembleTools): Promise<Image> {
  const layers: StoredLayer[] = []
  for (const source of definition.layers) layers.push(await layerOf(source, tools))
  const version = definition.version === 'content' ? contentVersion(layers) : definition.version
  const reference = referenceOf(definition.name, version)
  const key = createHash('sha256')
    .update(JSON.stringify([reference, definition.config, layers.map((layer) => layer.digest)]))
    .digest('hex')
    .slice(0, 32)
  const layout = join(tools.root, definition.name, key)
  const whole = () => wholeDigest(layout, tools.digest)
  const digest = await madeOnce(tools, `${definition.name}/${key}.lock`, whole, async () => {
    await rm(layout, { recursive: true, force: true }) // if it is there, it is damaged
    let made = ''
    await placeWhole(layout, async (draft) => {
      made = await writeLayout(draft, reference, layers, definition.config)
    })
    return made
  })
  if (!tools.onlyLooks)
    await markUsed(tools.root, definition.name, key, { layerKeys: layers.map((layer) => layer.key) })
  return { name: definition.name, version, digest, layout }
}

/** Makes the layers that need no artifact, for `assemble` to find them. Returns whether there are any. */
export async function prepare(definition: Definition, tools: AssembleTools): Promise<boolean> {
  const sources = definition.layers.filter((layer) => artifactNames({ layers: [layer] }).length === 0)
  for (const source of sources) await layerOf(source, tools)
  return sources.length > 0
}

export function artifactNames(definition: Pick<Definition, 'layers'>): readonly string[] {
  const sources = definition.layers.flatMap((layer) =>
    'programs' in layer ? Object.values(layer.programs) : [],
  )
  return [...new Set(sources.flatMap((source) => ('compile' in source ? [] : [source[0]])))]
}

/** The version of an image that changes with every edit: a digest of its layers. */
const contentVersion = (layers: readonly StoredLayer[]) =>
  createHash('sha256')
    .update(layers.map((layer) => layer.digest).join())
    .digest('hex')
    .slice(0, 12)

async function layerOf(source: LayerSource, tools: AssembleTools): Promise<StoredLayer> {
  if ('programs' in source) return untilNotReplaced(() => programLayer(source, tools))
  if ('debian' in source) return debianLayer(source, tools)
  if ('bundles' in source) {
    const { bundles, rooms } = source
    const files = await digestOf(await roomEntries(tools.home, [...rooms, 'package-lock.json']), tools.digest)
    return storedLayer(tools, { bundles, files }, async (draft) =>
      withFolders(await bundleEntries(tools.home, bundles, draft)),
    )
  }
  const entries = withFolders(await checkoutEntries(source, tools))
  return storedLayer(tools, { files: await digestOf(entries, tools.digest) }, async () => entries)
}

async function checkoutEntries(source: FolderLayer | ConsoleLayer, tools: AssembleTools) {
  const { home } = tools
  if ('console' in source) return consoleEntries(home, tools)
  const isWanted = (path: string) => !(source.without ?? []).includes(path)
  const files = await Promise.all(
    Object.entries(source.folders).map(([path, from]) => pathEntries(join(home, from), path, isWanted)),
  )
  return [...files.flat(), ...linkEntries(source.links)]
}

async function programLayer(layer: ProgramLayer, tools: AssembleTools): Promise<StoredLayer> {
  const artifacts = new Map<string, Artifact>()
  const sources = new Map<string, CInputs>()
  const inputs: Record<string, unknown> = {}
  for (const [path, from] of Object.entries(layer.programs)) {
    if ('compile' in from) {
      const source = await cInputs(join(tools.home, from.compile), tools)
      sources.set(path, source)
      inputs[path] = source
    } else {
      const artifact = artifacts.get(from[0]) ?? (await tools.getArtifact(from[0]))
      artifacts.set(from[0], artifact)
      inputs[path] = `${artifact.key} ${from[1]}`
    }
  }
  return storedLayer(tools, { inputs, links: layer.links ?? {} }, async (draft) => {
    const files = await Promise.all(
      Object.entries(layer.programs).map(async ([path, from]): Promise<Entry> => {
        const source =
          'compile' in from
            ? await compiled(sources.get(path)!, join(draft, 'compiled', path), tools)
            : artifacts.get(from[0])!.files[from[1]]!
        return { kind: 'file', path, mode: 0o755, source, size: (await stat(source)).size }
      }),
    )
    return withFolders([...files, ...linkEntries(layer.links)])
  })
}

const linkEntries = (links: Readonly<Record<string, string>> = {}) =>
  Object.entries(links).map(([path, target]): Entry => ({ kind: 'symlink', path, target }))

/** Adds every folder above an entry, so that no tool has to choose its mode. */
function withFolders(entries: readonly Entry[]): readonly Entry[] {
  const known = new Set(entries.map((entry) => entry.path))
  const folders = new Set(
    entries.flatMap(({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, index, parts) => parts.slice(0, index + 1).join('/')),
    ),
  )
  const missing = [...folders].filter((path) => !known.has(path))
  return [...missing.map((path): Entry => ({ kind: 'directory', path, mode: 0o755 })), ...entries]
}
