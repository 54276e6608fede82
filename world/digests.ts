/**
 * Digests of files that are large and asked for often. Each is read once per start of the machine; as long as inode, size and time
 * of change stay the same, notes beside the files answer. After a power cut, which may have taken bytes away, the notes are void.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** `seen`: by device and inode, so that a file with several names is read once. `modified`: nanoseconds since the epoch. */
type Seen = { readonly size: string; readonly modified: string; readonly digest: string }
type Facts = Omit<Seen, 'digest'>
type Notes = { readonly boot: string; readonly seen: Readonly<Record<string, Seen>> }

/** More than a cache has files; beyond it the notes begin anew. */
const mostSeen = 4000
const bootFile = '/proc/sys/kernel/random/boot_id'

/** The sha256 in hex, by reading the whole file. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash)
  return hash.digest('hex')
}

/** Answers as `digestOf` does. @param notes path of the file where answers are kept */
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

/** Notes of another start of the machine say nothing. */
async function readNotes(path: string): Promise<Notes> {
  const boot = (await readFile(bootFile, 'utf8')).trim()
  try {
    const notes = JSON.parse(await readFile(path, 'utf8')) as Notes
    if (notes.boot === boot && Object.keys(notes.seen).length < mostSeen) return notes
  } catch {} // none yet, or cut off
  return { boot, seen: {} }
}

/** Notes only save time: where they cannot be written, as on a read-only disk, the files are read again. */
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
