/**
 * Lists everything below a folder. Links are listed, not followed: Node's `readdir` with `recursive` follows links to folders, and so
 * leaves the tree.
 */
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** `parentPath` is the entry's folder; a folder comes before its content. */
export async function entriesBelow(folder: string): Promise<readonly Dirent[]> {
  const found: Dirent[] = []
  const walk = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      found.push(entry)
      if (entry.isDirectory()) await walk(join(at, entry.name))
    }
  }
  await walk(folder)
  return found
}

export const pathOf = ({ parentPath, name }: Dirent): string => join(parentPath, name)

/** Paths relative to the folder. */
export const pathsBelow = async (folder: string): Promise<readonly string[]> =>
  (await entriesBelow(folder)).map((entry) => relative(folder, pathOf(entry)))
