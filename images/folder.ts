/** A folder on disk as entries of a layer. Sockets, devices and pipes are passed over: images carry none. */
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from './entry.ts'

/** @param prefix where the folder's content goes in the image, without slashes at its ends; `''` is the root */
export async function entriesOfFolder(folder: string, prefix = ''): Promise<readonly Entry[]> {
  const linked = new Map<string, string>()
  const entries: Entry[] = []
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const source = join(folder, name)
    const path = prefix === '' ? name : `${prefix}/${name}`
    const facts = await lstat(source)
    const mode = facts.mode & 0o7777
    const owner = facts.uid
    const inode = `${facts.dev}:${facts.ino}`
    if (facts.isSymbolicLink()) entries.push({ kind: 'symlink', path, target: await readlink(source) })
    else if (facts.isDirectory()) entries.push({ kind: 'directory', path, mode, owner })
    else if (facts.isFile() && facts.nlink > 1 && linked.has(inode))
      entries.push({ kind: 'hardlink', path, target: linked.get(inode)! })
    else if (facts.isFile()) {
      linked.set(inode, path)
      entries.push({ kind: 'file', path, mode, owner, source, size: facts.size })
    }
  }
  return entries
}
