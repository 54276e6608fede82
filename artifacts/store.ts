/** The cache of artifacts: `<root>/<name>/<key>/` with the files and a manifest. A folder is there whole or not at all. */
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DigestOnce, digestOf, digestsKeptIn } from '@opads/world/digests'
import { moveDurably, settle, settleTree } from '@opads/world/durable'
import type { Artifact } from './contract.ts'

/** `digests`: file → sha256 in hex. `seconds`: how long the build took. */
export type Manifest = {
  readonly name: string
  readonly version: string
  readonly key: string
  readonly seconds: number
  readonly digests: Readonly<Record<string, string>>
}

/** Nothing where there is none, or none that is whole. */
export async function readManifest(root: string, name: string, key: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(manifestOf(root, { name, key }), 'utf8')) as Manifest
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined // a power cut took its bytes
    if (['ENOENT', 'ENOTDIR'].includes((failure as NodeJS.ErrnoException).code ?? '')) return undefined
    throw failure
  }
}

/** Reads each file whole once per start of the machine. */
export const digestsIn = (root: string): DigestOnce => digestsKeptIn(join(root, 'digests.json'))

const manifestOf = (root: string, { name, key }: Pick<Manifest, 'name' | 'key'>) =>
  join(root, name, key, 'manifest.json')

/** Whoever gets an artifact marks it as used, by the time of its manifest: checkouts share the cache, and none sees what another asks for. */
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

/** Files that are gone or changed since they were built. */
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

/** Puts a finished build in its place by one rename, when its bytes are on the disk; what was there under the same key goes. */
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
  await settleTree(building)
  await mkdir(join(root, facts.name), { recursive: true })
  const place = join(root, facts.name, facts.key)
  await rm(place, { recursive: true, force: true })
  await moveDurably(building, place)
  await settle(root)
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
