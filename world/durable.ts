/** Writes files that survive a power cut: their bytes are flushed to the disk before they get their final name. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { exec } from './exec.ts'
import { entriesBelow, pathOf } from './walk.ts'

/** With more files than this, flushing the whole file system is cheaper than one file at a time. */
const fewFiles = 200

/** Flushes a file's bytes, or a folder's names, to the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The same for a folder and everything below it. */
export async function flushTree(folder: string): Promise<void> {
  const below = await entriesBelow(folder)
  if (below.length > fewFiles) return void (await exec(['sync', '--file-system', folder]))
  const kept = below.filter((one) => one.isFile() || one.isDirectory())
  await Promise.all([folder, ...kept.map(pathOf)].map(flush))
}

/** Renames a flushed draft to its place; the rename itself is on the disk when this returns. */
export async function moveDurably(draft: string, place: string): Promise<void> {
  await rename(draft, place)
  await flush(dirname(place))
}

/** Writes in progress, by path. The draft of a file has a fixed name, so that the next write replaces one that a killed run left. */
const writing = new Map<string, Promise<void>>()

/** Replaces a file, mode 0600: readers see the old content or all of the new, also after a power cut. Writers of one path take turns. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const before = writing.get(path) ?? Promise.resolve()
  const mine = before.catch(() => {}).then(() => write(path, content))
  writing.set(path, mine)
  await mine.finally(() => writing.get(path) === mine && writing.delete(path))
}

async function write(path: string, content: string): Promise<void> {
  const draft = `${path}.new`
  await rm(draft, { force: true }) // it may have another mode
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await moveDurably(draft, path)
}
