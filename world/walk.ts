/**
 * All that lies below a folder. Links are listed and not followed: `readdir` of Node, asked with `recursive`, follows those to folders,
 * and so out of the tree. Part of reading files, as `node:fs` is.
 */
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** With its folder in `parentPath`; a folder stands before what is in it. */
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

/** As seen from the folder. */
export const pathsBelow = async (folder: string): Promise<readonly string[]> =>
  (await entriesBelow(folder)).map((entry) => relative(folder, pathOf(entry)))
