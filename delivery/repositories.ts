/** Bare repositories on a volume, through the real git. */
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'

export type Repositories = ReturnType<typeof repositories>

/** More than this in one push is refused by git itself, with a sentence. */
const mostBytes = 256 * 2 ** 20

/** @param root holds `<tenant>/<application>.git` */
export function repositories(root: string, exec: Exec) {
  const at = (repository: string) => join(root, `${repository}.git`)
  const git = (repository: string, ...words: string[]) =>
    exec(['git', '--git-dir', at(repository), ...words], { timeoutMs: 60_000 })
  const reportedPath = (repository: string) => join(at(repository), 'opads-reported')

  return {
    path: at,
    ensure: async (repository: string): Promise<void> => {
      const isThere = await access(join(at(repository), 'HEAD')).then(
        () => true,
        () => false,
      )
      if (isThere) return
      await mkdir(at(repository), { recursive: true })
      await exec(['git', 'init', '--quiet', '--bare', '--initial-branch', 'main', at(repository)])
      await git(repository, 'config', 'receive.maxInputSize', String(mostBytes))
      await git(repository, 'config', 'receive.fsckObjects', 'true')
      await git(repository, 'config', 'http.receivepack', 'true')
    },
    /** Commit of the branch that is deployed; `undefined` before the first push. */
    head: async (repository: string): Promise<string | undefined> => {
      const { stdout } = await exec(
        ['git', '--git-dir', at(repository), 'rev-parse', '--verify', '--quiet', 'refs/heads/main'],
        { codes: [0, 1] },
      )
      return stdout.trim() || undefined
    },
    /** A branch, tag or commit → its commit. What looks like an option of git is none. */
    resolve: async (repository: string, ref: string): Promise<string | undefined> => {
      if (!/^[\w./-]+$/.test(ref) || ref.startsWith('-')) return undefined
      const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
      const { code, stdout } = await exec(['git', '--git-dir', at(repository), ...words], {
        codes: [0, 1, 128],
      })
      return code === 0 ? stdout.trim() : undefined
    },
    /** Branches and tags, newest first. */
    refs: async (repository: string): Promise<readonly string[]> =>
      (await git(repository, 'for-each-ref', '--sort=-creatordate', '--format=%(refname:short)')).stdout
        .split('\n')
        .filter(Boolean),
    /** First line of the commit's message. */
    title: async (repository: string, commit: string): Promise<string> =>
      (await git(repository, 'log', '-1', '--format=%s', commit)).stdout.trim().slice(0, 500),
    /** The commit that Pluto has been told of. */
    reported: (repository: string): Promise<string | undefined> =>
      readFile(reportedPath(repository), 'utf8').catch(() => undefined),
    markReported: async (repository: string, commit: string): Promise<void> => {
      await writeFile(`${reportedPath(repository)}.new`, commit)
      await rename(`${reportedPath(repository)}.new`, reportedPath(repository))
    },
    filesAtTop: async (repository: string, commit: string): Promise<readonly string[]> =>
      (await git(repository, 'ls-tree', '-z', '--name-only', commit)).stdout.split('\0').filter(Boolean),
    read: async (repository: string, commit: string, file: string): Promise<string> =>
      (await git(repository, 'show', `${commit}:${file}`)).stdout,
  }
}
