/** Files of the checkout as entries of a layer. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { lstat, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { DigestOnce } from '@opads/world/digests'
import type { Entry } from './entry.ts'
import { entriesOfFolder } from './folder.ts'
import { onDisk } from './name.ts'

/** Folder of our own programs in the image `opads`. */
export const programFolder = 'opads'

/** Paths in rooms that are left out. */
const unusedInRooms = /(^|\/)(node_modules|\.git|test)(\/|$)|\.test\.ts$/

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

export async function pathEntries(
  source: string,
  path: string,
  isWanted?: (path: string) => boolean,
): Promise<readonly Entry[]> {
  const facts = await lstat(source) // a link must not be followed
  if (facts.isSymbolicLink()) return [{ kind: 'symlink', path, target: await readlink(source) }]
  if (facts.isFile()) return [{ kind: 'file', path, mode: fixedMode(facts.mode), source, size: facts.size }]
  return [
    { kind: 'directory', path, mode: 0o755 },
    ...entriesOfFolder(source, { prefix: path, isWanted }).map(rootOwned),
  ]
}

/** Files of a checkout belong to the user who cloned it; in an image they belong to root. */
function rootOwned(entry: Entry): Entry {
  if (!('mode' in entry)) return entry
  const mode = entry.kind === 'directory' ? 0o755 : fixedMode(entry.mode)
  return { ...entry, owner: 0, group: 0, mode }
}

/** git keeps one bit of a mode; the others come from the umask of the clone. */
const fixedMode = (mode: number) => ((mode & 0o100) === 0 ? 0o644 : 0o755)

const largeBytes = 1 << 20

/** Digest of names, modes and bytes of all entries. @param large digests of large files, such as Node's program, which do not change */
export async function digestOf(entries: readonly Entry[], large: DigestOnce): Promise<string> {
  const hash = createHash('sha256')
  for (const entry of entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const { source, ...facts } = { source: undefined, ...entry }
    hash.update(JSON.stringify(facts))
    if (entry.kind !== 'file') continue
    const path = onDisk(entry.source)
    const isLarge = typeof path === 'string' && entry.size >= largeBytes
    hash.update(isLarge ? await large(path) : readFileSync(path))
  }
  return hash.digest('hex')
}
