/**
 * Digests of large files that are needed often. Each file is read once per boot of the machine; later its digest comes from a notes file,
 * as long as inode, size and modification time are the same. A boot voids the notes, because a power cut may have damaged files.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** `seen`: by device and inode, so that a file with several names is read once. `modified`: nanoseconds since the epoch. */
type Seen = { readonly size: string; readonly modified: string; readonly digest: string }
type Facts = Omit<Seen, 'digest'>
type Notes = { readonly boot: string; readonly seen: Readonly<Record<string, Seen>> }

/** More than a cache has files; larger notes are discarded. */
const mostSeen = 4000
const bootFile = '/proc/sys/kernel/random/boot_id'

/** The sha256 in hex, by reading the whole file. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash)
  return hash.digest('hex')
}

/** Returns what `digestOf` returns. @param notes path of the notes file */
export type DigestOnce = (file: string) => Promise<string>
export function digestsKeptIn(notes: string): DigestOnce {
  let known: Promise<Notes> | undefined
  const reading = new Map<string, Promise<string>>()
  const readWhole = async (file: string, key: string, { size, modified }: Facts): Promise<string> => {
    const digest = await digestOf(file)
    const [, after] = await factsOf(file)
    if (after.modified !== modified || after.size !== size) return digest // it is still being written
    known = keepNote(notes, key, { size, modified, digest }, known!)
    await known
    return digest
  }
  return async (file) => {
    known ??= readNotes(notes)
    const [key, facts] = await factsOf(file)
    const one = (await known).seen[key]
    if (one?.size === facts.size && one.modified === facts.modified) return one.digest
    const now = reading.get(key) ?? readWhole(file, key, facts).finally(() => reading.delete(key))
    reading.set(key, now)
    return now
  }
}

async function factsOf(file: string): Promise<readonly [string, Facts]> {
  const { dev, ino, size, mtimeNs } = await stat(file, { bigint: true })
  return [`${dev}:${ino}`, { size: String(size), modified: String(mtimeNs) }]
}

/** Notes of an earlier boot are ignored. */
async function readNotes(path: string): Promise<Notes> {
  const boot = (await readFile(bootFile, 'utf8')).trim()
  try {
    const notes = JSON.parse(await readFile(path, 'utf8')) as Notes
    if (notes.boot === boot && Object.keys(notes.seen).length < mostSeen) return notes
  } catch {} // none yet, or damaged
  return { boot, seen: {} }
}

/** Writes are best effort: without notes, as on a read-only disk, files are only read more often. */
async function keepNote(path: string, key: string, one: Seen, known: Promise<Notes>): Promise<Notes> {
  const mine = (await known).seen
  const { boot, seen } = await readNotes(path) // another process may have added some
  const notes = { boot, seen: { ...mine, ...seen, [key]: one } }
  const draft = `${path}.draft-${randomUUID()}`
  const isWritten = await writeFile(draft, JSON.stringify(notes)).then(
    () => true,
    () => false,
  )
  if (isWritten) await rename(draft, path)
  return notes
}
