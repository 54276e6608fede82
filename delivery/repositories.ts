/** Bare repositories on a volume, through the real git. */
import { access, glob, mkdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { builtBranch, builtRef, refPattern } from '@opads/kernel/branch'
import { jsonOr } from '@opads/kernel/kept-json'
import { flushTree, moveDurably, writeDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'

export type Repositories = ReturnType<typeof repositories>
/** What was last reported to Pluto: the commit, the number of pushes before it, as a commit may be pushed again, and its run. */
type Reported = { readonly commit: string; readonly count: number; readonly run?: number }

/** Who pushed, and the address of that git client. */
export type Pusher = { readonly by: string; readonly address: string }

const hooks = join(import.meta.dirname, 'hooks')

/** Passed to every call of git instead of stored in the repository, so that a half-made one has them too. */
const settings: Readonly<Record<string, string>> = {
  'receive.fsckObjects': 'true',
  'core.hooksPath': hooks,
  'gc.auto': '0',
  'core.looseCompression': '1',
  // By default git does not flush small objects and branches: a power cut would lose an accepted push. Many objects are one flush.
  'core.fsync': 'committed',
  'core.fsyncMethod': 'batch',
  // Larger files are streamed, never whole in memory.
  'core.bigFileThreshold': '16m',
  'core.deltaBaseCacheLimit': '32m',
  'pack.threads': '1',
  'pack.windowMemory': '64m',
}

/** @param mostBytes limit of one push; git refuses more */
export const gitSettings = (mostBytes?: number): Readonly<Record<string, string>> => {
  const all = { ...settings, ...(mostBytes !== undefined && { 'receive.maxInputSize': String(mostBytes) }) }
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(Object.keys(all).length)],
    ...Object.entries(all).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ])
}

/** For an unreadable file the head is reported again, under a count that no push had. */
function reportedIn(text: string): Reported {
  const { commit, count, run } = jsonOr<Partial<Reported> | null>(text, null) ?? {}
  return typeof commit === 'string' && Number.isInteger(count)
    ? { commit, count: count!, ...(Number.isInteger(run) && { run: run! }) }
    : { commit: '', count: Date.now() }
}
/** File systems show a file like this when a power cut came before its content was written. */
const isEmptied = (text: string) => text.replaceAll('\0', '') === ''

/** Limit of git's output: people may push any number of files and branches. */
const mostAnswer = 16 * 2 ** 20

/** @param root holds `<tenant>/<application>.git` */
export function repositories(root: string, exec: Exec) {
  const at = (repository: string) => join(root, `${repository}.git`)
  const git = (repository: string, ...words: string[]) =>
    exec(['git', '--git-dir', at(repository), ...words], { timeoutMs: 60_000, mostBytes: mostAnswer })
  const reportedPath = (repository: string) => join(at(repository), 'opads-reported')
  const bornPath = (repository: string) => join(at(repository), 'opads-born')

  const make = async (repository: string, born: string): Promise<void> => {
    const draft = `${at(repository)}.${process.pid}-${crypto.randomUUID()}`
    await mkdir(dirname(draft), { recursive: true })
    await exec(['git', 'init', '--quiet', '--bare', '--initial-branch', builtBranch, draft])
    await writeFile(join(draft, 'opads-born'), born)
    await flushTree(draft)
    await moveDurably(draft, at(repository)).catch(async (failure: NodeJS.ErrnoException) => {
      await rm(draft, { recursive: true, force: true })
      if (failure.code !== 'ENOTEMPTY' && failure.code !== 'EEXIST') throw failure // another was first
    })
  }

  const ensuring = new Map<string, Promise<void>>()
  const ensure = async (repository: string, born: string): Promise<void> => {
    // Asked before its birth is read: what another process makes in between is then not taken for an older one.
    const isThere = await access(at(repository)).then(
      () => true,
      () => false,
    )
    if (!isThere) return make(repository, born)
    const known = await readFile(bornPath(repository), 'utf8').catch(() => undefined)
    if (known === born) return
    // An earlier version left an empty file at a power cut; that of an earlier application is older than this one.
    if (known !== undefined && isEmptied(known)) {
      const { mtimeMs } = await stat(bornPath(repository))
      if (mtimeMs >= Date.parse(born)) return writeDurably(bornPath(repository), born)
    }
    await rename(at(repository), `${at(repository)}.until-${born.replace(/\W/g, '')}`)
    await make(repository, born)
  }

  return {
    path: at,
    /** Deletes what a killed process left of pushes and of half-made repositories. Only while nobody pushes. */
    sweep: async (): Promise<void> => {
      const left = ['*/*.git/objects/tmp_objdir-incoming-*', '*/*.git.*-*-*-*-*-*']
      for await (const path of glob(left, { cwd: root }))
        await rm(join(root, path), { recursive: true, force: true })
    },
    /** Bytes used by its objects, and free on its disk. */
    space: async (repository: string): Promise<{ usedBytes: number; freeBytes: number }> => {
      const [{ stdout }, { bavail, bsize }] = await Promise.all([
        git(repository, 'count-objects', '-v'),
        statfs(root),
      ])
      const kib = [...stdout.matchAll(/^size(?:-pack)?: (\d+)$/gm)].map((match) => Number(match[1]))
      return { usedBytes: kib.reduce((sum, one) => sum + one, 0) * 1024, freeBytes: bavail * bsize }
    },
    /**
     * @param born when the application was created. The repository of an earlier application of this name is renamed and not
     * shown: other people may have owned it.
     */
    ensure: (repository: string, born: string): Promise<void> => {
      // One at a time: the second must not rename what the first has just made.
      const before = ensuring.get(repository) ?? Promise.resolve()
      const work = before.catch(() => {}).then(() => ensure(repository, born))
      ensuring.set(repository, work)
      const done = () => void (ensuring.get(repository) === work && ensuring.delete(repository))
      work.then(done, done)
      return work
    },
    /** Commit of the branch that is deployed; `undefined` before the first push. */
    head: async (repository: string): Promise<string | undefined> => {
      const { stdout } = await exec(
        ['git', '--git-dir', at(repository), 'rev-parse', '--verify', '--quiet', builtRef],
        { codes: [0, 1] },
      )
      return stdout.trim() || undefined
    },
    /** A branch, tag or commit → its commit; refuses what git would take for an option or an expression. */
    resolve: async (repository: string, ref: string): Promise<string | undefined> => {
      if (!refPattern.test(ref)) return undefined
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
    /** First line of the commit's message, cut by git, as it may have any length. */
    title: async (repository: string, commit: string): Promise<string> =>
      (await git(repository, 'log', '-1', '--format=%<(500,trunc)%s', commit)).stdout.trim(),
    reported: async (repository: string): Promise<Reported | undefined> => {
      const text = await readFile(reportedPath(repository), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : reportedIn(text)
    },
    markReported: (repository: string, reported: Reported): Promise<void> =>
      writeDurably(reportedPath(repository), JSON.stringify(reported)),
    /** Who pushed this head of main. `undefined`: not known, as after a power cut. */
    pusherOf: async (repository: string, commit: string): Promise<Pusher | undefined> => {
      const path = join(at(repository), 'opads-pusher') // by hooks/pre-receive
      const text = await readFile(path, 'utf8').catch(() => '')
      const [head, by = '', address = ''] = text.split('\n')
      return head === commit && by !== '' ? { by, address } : undefined
    },
    filesAtTop: async (repository: string, commit: string): Promise<readonly string[]> =>
      (await git(repository, 'ls-tree', '-z', '--name-only', commit)).stdout.split('\0').filter(Boolean),
    /** Bytes of a file of a commit. */
    size: async (repository: string, commit: string, file: string): Promise<number> =>
      Number((await git(repository, 'cat-file', '-s', `${commit}:${file}`)).stdout),
    read: async (repository: string, commit: string, file: string): Promise<string> =>
      (await git(repository, 'show', `${commit}:${file}`)).stdout,
  }
}
