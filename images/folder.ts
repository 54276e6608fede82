/** A folder on disk as entries of a layer. Sockets, devices and pipes are passed over; an overlay's whiteout becomes the image's. */
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from './entry.ts'

/**
 * Walks by itself: node's recursive `readdir` follows links to folders, and so out of the tree.
 * @param prefix where the folder's content goes in the image, without slashes at its ends; `''` is the root
 */
export async function entriesOfFolder(folder: string, prefix = ''): Promise<readonly Entry[]> {
  const linked = new Map<string, string>()
  const walk = async (at: string, under: string): Promise<Entry[]> => {
    const entries: Entry[] = []
    for (const name of (await readdir(at)).sort()) {
      const source = join(at, name)
      const path = under === '' ? name : `${under}/${name}`
      const facts = await lstat(source)
      const inode = `${facts.dev}:${facts.ino}`
      const rights = { mode: facts.mode & 0o7777, owner: facts.uid, group: facts.gid }
      if (facts.isSymbolicLink()) entries.push({ kind: 'symlink', path, target: await readlink(source) })
      else if (facts.isDirectory())
        entries.push({ kind: 'directory', path, ...rights }, ...(await walk(source, path)))
      else if (facts.isFile() && linked.has(inode))
        entries.push({ kind: 'hardlink', path, target: linked.get(inode)! })
      else if (facts.isFile()) {
        if (facts.nlink > 1) linked.set(inode, path)
        entries.push({ kind: 'file', path, ...rights, source, size: facts.size })
      } else if (facts.isCharacterDevice() && facts.rdev === 0) {
        const whiteout = under === '' ? `.wh.${name}` : `${under}/.wh.${name}`
        entries.push({ kind: 'file', path: whiteout, mode: 0o644, source: '/dev/null', size: 0 })
      }
    }
    return entries
  }
  return walk(folder, prefix)
}
