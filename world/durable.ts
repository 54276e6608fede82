/** Files that outlive a power cut: their bytes are on the disk before a name shows them. Part of writing files, as `node:fs` is. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { exec } from './exec.ts'
import { entriesBelow, pathOf } from './walk.ts'

/** Above so many files the whole file system is written at once, which is cheaper than one by one. */
const fewFiles = 200

/** Waits until a file's bytes, or a folder's names, are on the disk. */
export async function settle(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The same for a folder with all that lies below it. */
export async function settleTree(folder: string): Promise<void> {
  const below = await entriesBelow(folder)
  if (below.length > fewFiles) return void (await exec(['sync', '--file-system', folder]))
  const kept = below.filter((one) => one.isFile() || one.isDirectory())
  await Promise.all([folder, ...kept.map(pathOf)].map(settle))
}

/** Moves what was written and settled to its place; the move itself is on the disk when this answers. */
export async function moveDurably(draft: string, place: string): Promise<void> {
  await rename(draft, place)
  await settle(dirname(place))
}

/** What this process writes now, by path: the draft of a file has one name, so that what a cut run left does not stay. */
const writing = new Map<string, Promise<void>>()

/** A whole file, for its owner alone: whoever reads it, also after a power cut, finds what was there before or all of this. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const before = writing.get(path) ?? Promise.resolve()
  const mine = before.catch(() => {}).then(() => write(path, content))
  writing.set(path, mine)
  await mine.finally(() => writing.get(path) === mine && writing.delete(path))
}

async function write(path: string, content: string): Promise<void> {
  const draft = `${path}.new`
  await rm(draft, { force: true }) // with modes of its own
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await moveDurably(draft, path)
}
