/** Makes an image of the store from its definition: `<root>/<name>/<key>` is an OCI layout, there whole or not at all. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import type { Exec } from '@opads/world/exec'
import { type Image, referenceOf } from './contract.ts'
import type { Definition, ProgramLayer } from './definition.ts'
import type { Entry } from './entry.ts'
import { writeLayout } from './layout.ts'

export type AssembleTools = {
  /** The store's folder. */
  readonly root: string
  /** Folder with C sources. */
  readonly sources: string
  readonly exec: Exec
  readonly getArtifact: (name: string) => Promise<Artifact>
}

export async function assemble(definition: Definition, tools: AssembleTools): Promise<Image> {
  const artifacts = new Map<string, Artifact>()
  for (const name of artifactNames(definition)) artifacts.set(name, await tools.getArtifact(name))
  const key = await keyOf(definition, artifacts, tools.sources)
  const place = join(tools.root, definition.name, key)
  if (!(await digestIn(place))) {
    const draft = `${place}.draft-${process.pid}`
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { recursive: true })
    const layers = await Promise.all(
      definition.layers.map((layer) => entriesOf(layer, artifacts, draft, tools)),
    )
    await writeLayout(draft, referenceOf(definition.name, definition.version), layers, definition.config)
    await rm(join(draft, 'compiled'), { recursive: true, force: true })
    await rename(draft, place).catch(async (failure: NodeJS.ErrnoException) => {
      await rm(draft, { recursive: true, force: true })
      if (failure.code !== 'ENOTEMPTY' && failure.code !== 'EEXIST') throw failure // another process was first
    })
  }
  return {
    name: definition.name,
    version: definition.version,
    digest: (await digestIn(place))!,
    layout: place,
  }
}

export function artifactNames(definition: Definition): readonly string[] {
  const sources = definition.layers.flatMap((layer) => Object.values(layer.programs))
  return [...new Set(sources.flatMap((source) => ('compile' in source ? [] : [source[0]])))]
}

async function keyOf(
  definition: Definition,
  artifacts: ReadonlyMap<string, Artifact>,
  sources: string,
): Promise<string> {
  const compiled = definition.layers
    .flatMap((layer) => Object.values(layer.programs))
    .flatMap((source) => ('compile' in source ? [source.compile] : []))
  const texts = await Promise.all(compiled.map((file) => readFile(join(sources, file), 'utf8')))
  const inputs = JSON.stringify([
    definition,
    referenceOf(definition.name, definition.version),
    [...artifacts.values()].map((artifact) => artifact.key),
    texts,
  ])
  return createHash('sha256').update(inputs).digest('hex').slice(0, 32)
}

async function entriesOf(
  layer: ProgramLayer,
  artifacts: ReadonlyMap<string, Artifact>,
  draft: string,
  { exec, sources }: AssembleTools,
): Promise<readonly Entry[]> {
  const files = await Promise.all(
    Object.entries(layer.programs).map(async ([path, from]): Promise<Entry> => {
      let source: string
      if ('compile' in from) {
        source = join(draft, 'compiled', path)
        await mkdir(dirname(source), { recursive: true })
        await exec([
          'gcc',
          '-static',
          '-Os',
          '-s',
          '-Wl,--build-id=none',
          '-o',
          source,
          join(sources, from.compile),
        ])
      } else source = artifacts.get(from[0])!.files[from[1]]!
      return { kind: 'file', path, mode: 0o755, source, size: (await stat(source)).size }
    }),
  )
  const links = Object.entries(layer.links ?? {}).map(
    ([path, target]): Entry => ({ kind: 'symlink', path, target }),
  )
  return [...foldersOf([...files, ...links]), ...files, ...links]
}

/** Every folder above an entry, so that no tool has to invent its mode. */
function foldersOf(entries: readonly Entry[]): readonly Entry[] {
  const folders = new Set(
    entries.flatMap(({ path }) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, index, parts) => parts.slice(0, index + 1).join('/')),
    ),
  )
  return [...folders].map((path) => ({ kind: 'directory', path, mode: 0o755 }))
}

async function digestIn(place: string): Promise<string | undefined> {
  const text = await readFile(join(place, 'index.json'), 'utf8').catch(() => undefined)
  return text === undefined
    ? undefined
    : (JSON.parse(text) as { manifests: { digest: string }[] }).manifests[0]?.digest
}
