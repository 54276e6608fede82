/** The files of the repository: tracked by git, or new and not ignored. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const root: string = `${join(import.meta.dirname, '..')}/`

/** Paths relative to the top folder, sorted; files that are deleted but not yet committed are left out. */
export async function repositoryFiles(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    {
      cwd: root,
      maxBuffer: 64 * 2 ** 20,
    },
  )
  return stdout
    .split('\0')
    .filter((path) => path !== '' && existsSync(root + path))
    .sort()
}
