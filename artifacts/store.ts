/** Artifacts on disk: `<root>/<name>/<key>/` with the files and a manifest. A folder appears complete, by one rename. */
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DigestOnce, digestOf, digestsKeptIn } from '@opads/world/digests'
import { flush, flushTree, moveDurably } from '@opads/world/durable'
import type { Artifact } from './contract.ts'

/** `digests`: file → sha256 in hex. `seconds`: how long the build took. */
export type Manifest = {
  readonly name: string
  readonly version: string
  readonly key: string
  readonly seconds: number
  readonly digests: Readonly<Record<string, string>>
}

/** `undefined` where it is missing or damaged. */
export async function readManifest(root: string, name: string, key: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(manifestOf(root, { name, key }), 'utf8')) as Manifest
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined // damaged by a power cut
    if (['ENOENT', 'ENOTDIR'].includes((failure as NodeJS.ErrnoException).code ?? '')) return undefined
    throw failure
  }
}

/** Reads each file once per boot of the machine. */
export const digestsIn = (root: string): DigestOnce => digestsKeptIn(join(root, 'digests.json'))

const manifestOf = (root: string, { name, key }: Pick<Manifest, 'name' | 'key'>) =>
  join(root, name, key, 'manifest.json')

/** Records the last use, as the manifest's modification time: checkouts share the cache, and one does not know what another needs. */
export async function markUsed(root: string, manifest: Manifest, at: Date): Promise<void> {
  await utimes(manifestOf(root, manifest), at, at)
}
/** Milliseconds since the epoch. */
export async function usedAt(root: string, manifest: Manifest): Promise<number> {
  return (await stat(manifestOf(root, manifest))).mtimeMs
}

export function artifactOf(root: string, manifest: Manifest): Artifact {
  const folder = join(root, manifest.name, manifest.key)
  return {
    name: manifest.name,
    version: manifest.version,
    key: manifest.key,
    files: Object.fromEntries(Object.keys(manifest.digests).map((file) => [file, join(folder, file)])),
    digests: manifest.digests,
  }
}

/** Files that are missing or changed since they were built. */
export async function damagedFiles(
  root: string,
  manifest: Manifest,
  digest: DigestOnce = digestOf,
): Promise<readonly string[]> {
  const folder = join(root, manifest.name, manifest.key)
  const checked = await Promise.all(
    Object.entries(manifest.digests).map(async ([file, wanted]) =>
      (await digest(join(folder, file)).catch(() => '')) === wanted ? [] : [file],
    ),
  )
  return checked.flat()
}

/** Moves a finished build to its place by one rename, after its bytes are on the disk. Replaces a build with the same key. */
export async function keep(
  root: string,
  building: string,
  facts: Omit<Manifest, 'digests'>,
  files: readonly string[],
): Promise<Manifest> {
  const digests = Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await digestOf(join(building, file))] as const)),
  )
  const manifest: Manifest = { ...facts, digests }
  await writeFile(join(building, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await flushTree(building)
  await mkdir(join(root, facts.name), { recursive: true })
  const place = join(root, facts.name, facts.key)
  await rm(place, { recursive: true, force: true })
  await moveDurably(building, place)
  await flush(root)
  return manifest
}

/** Every artifact in the cache. */
export async function listManifests(root: string): Promise<readonly Manifest[]> {
  const names = await readdir(root).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) =>
      Promise.all(
        (await readdir(join(root, name)).catch(() => [])).map((key) => readManifest(root, name, key)),
      ),
    ),
  )
  return found.flat().filter((manifest) => manifest !== undefined)
}
