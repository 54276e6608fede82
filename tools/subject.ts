/**
 * Whether what a long test is about has changed. Such a test runs where one of its files differs from the last commit that this branch
 * shares with main, or from the commit twenty before this one, or is not committed yet: the first covers a contribution of any length,
 * the second main itself. Nothing is remembered, so a clean checkout and a developer's folder give the same answer. Where the history
 * does not reach so far, it runs.
 */
import type { Exec } from '@opads/world/exec'

/** Packages of all kinds: what is pinned, and the code that fetches and unpacks those of Debian. */
const packages = [
  /(^|\/)(package-lock\.json|go\.sum|[^/]+\.lock)$/,
  /^(world\/(apt|debian)|kernel\/debian-lock)/,
]
const saidOfPackages = 'a lock file or the code for Debian packages'

/** By name: the files, and how a sentence says them. */
export const subjects = {
  artifacts: {
    say: `artifacts/, the launcher, tools/bootstrap/, the compiler, ${saidOfPackages}`,
    files: [/^artifacts\//, /^opads$/, /^tools\/bootstrap\//, /^world\/compiler/, ...packages],
  },
  images: { say: `images/, ${saidOfPackages}`, files: [/^images\//, ...packages] },
} as const satisfies Record<string, { say: string; files: readonly RegExp[] }>
export type Subject = keyof typeof subjects
const names = Object.keys(subjects) as Subject[]

/** How many commits back main looks. */
export const reach = 20
const mains = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/** Pure. @param paths changed files; undefined: nobody knows */
export function unchanged(paths: readonly string[] | undefined): readonly Subject[] {
  if (paths === undefined) return []
  return names.filter((name) => !paths.some((path) => subjects[name].files.some((one) => one.test(path))))
}

/** Paths that differ from either commit, or are new; undefined where the history does not have both. */
export async function changedPaths(exec: Exec, cwd: string): Promise<readonly string[] | undefined> {
  const git = async (...words: string[]) => {
    const { code, stdout } = await exec(['git', '-C', cwd, ...words], { codes: 'any' })
    return code === 0 ? stdout.split('\0').join('\n').trim() : undefined
  }
  const commits = [
    await git('rev-parse', '--verify', '--quiet', `HEAD~${reach}^{commit}`),
    await lastOfMain(git),
  ]
  const lists = [await git('ls-files', '-z', '--others', '--exclude-standard')]
  for (const commit of commits)
    lists.push(commit && (await git('diff', '--name-only', '--no-renames', '-z', commit)))
  if (lists.some((list) => list === undefined)) return undefined
  return [...new Set(lists.flatMap((list) => list!.split('\n')))].filter(Boolean)
}

async function lastOfMain(
  git: (...words: string[]) => Promise<string | undefined>,
): Promise<string | undefined> {
  for (const main of mains)
    if ((await git('rev-parse', '--verify', '--quiet', main)) !== undefined)
      return git('merge-base', 'HEAD', main)
  return undefined
}
