/**
 * The lock file of Debian packages: parse and print. Pure. A set lists the packages that apt installs for some words (package names, or
 * patterns such as `?essential`); each later set lists what its words add to the first. One package per line, so that diffs are readable.
 */
import { Problem } from './problem.ts'

/** `path`: below the archive's root, `pool/…`. `size`: bytes. */
export type DebianPackage = {
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly sha256: string
  readonly size: number
  readonly path: string
}
export type DebianSet = { readonly words: readonly string[]; readonly packages: readonly DebianPackage[] }
/** `suite`: such as `trixie`. `date`: of the archive's state, `2026-11-27`. */
export type DebianLock = {
  readonly suite: string
  readonly date: string
  readonly sets: readonly DebianSet[]
}

const line =
  /^([a-z0-9][a-z0-9+.-]+) ([0-9][\w.+~:-]*) (amd64|all) ([0-9a-f]{64}) (\d{1,10}) (pool\/[\w./+~%-]+\.deb)$/

/** @param file name to show in the problem @throws Problem `debian.lock-damaged`, which names the first unreadable line */
export function parseLock(text: string, file: string): DebianLock {
  const damaged = (at: number) =>
    new Problem('debian.lock-damaged', { file, line: at + 1, text: lines[at]?.slice(0, 80) ?? '' })
  const lines = text.split('\n')
  const head = lines.findIndex((one) => one.startsWith('suite '))
  const [, suite, date] = /^suite ([a-z]+) of (\d{4}-\d\d-\d\d)$/.exec(lines[head] ?? '') ?? []
  if (suite === undefined || date === undefined) throw damaged(Math.max(0, head))
  const sets: { words: readonly string[]; packages: DebianPackage[] }[] = []
  for (const [at, one] of lines.entries()) {
    if (at === head || one === '' || one.startsWith('#')) continue
    const words = /^\[(.+)\]$/.exec(one)?.[1]
    const [, name, version, architecture, sha256, size, path] = line.exec(one) ?? []
    if (words !== undefined) sets.push({ words: words.split(' '), packages: [] })
    else if (name === undefined || path!.includes('/../') || sets.length === 0) throw damaged(at)
    else
      sets.at(-1)!.packages.push({
        name,
        version: version!,
        architecture: architecture!,
        sha256: sha256!,
        size: Number(size),
        path: path!,
      })
  }
  return { suite, date, sets }
}

export const printLock = ({ suite, date, sets }: DebianLock): string =>
  [
    '# Made by: opads images debian renew. A package a line: name, version, architecture, sha256, bytes, path in the archive.',
    `suite ${suite} of ${date}`,
    ...sets.flatMap(({ words, packages }) => ['', `[${words.join(' ')}]`, ...packages.map(packageLine)]),
    '',
  ].join('\n')

export const packageLine = ({ name, version, architecture, sha256, size, path }: DebianPackage): string =>
  `${name} ${version} ${architecture} ${sha256} ${size} ${path}`

/** The set with these words, in any order. @throws Problem `debian.not-locked` */
export function setOf({ suite, sets }: DebianLock, words: readonly string[]): DebianSet {
  const wanted = words.toSorted().join(' ')
  const set = sets.find((one) => one.words.toSorted().join(' ') === wanted)
  if (!set) throw new Problem('debian.not-locked', { suite, packages: words.join(' ') })
  return set
}

/** `before` and `after` are versions; without `before` the package was added, without `after` it was removed. */
export type DebianChange = { readonly name: string; readonly before?: string; readonly after?: string }

/** Sorted by name. A package counts once, even when several sets list it; another digest under the same version is a change too. */
export function changesBetween(before: DebianLock | undefined, after: DebianLock): readonly DebianChange[] {
  const [old, now] = [byName(before), byName(after)]
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name): DebianChange[] => {
    const [a, b] = [old.get(name), now.get(name)]
    if (a?.sha256 === b?.sha256) return []
    return [{ name, ...(a && { before: a.version }), ...(b && { after: b.version }) }]
  })
}

const byName = (lock: DebianLock | undefined): ReadonlyMap<string, DebianPackage> =>
  new Map((lock?.sets ?? []).flatMap(({ packages }) => packages.map((one) => [one.name, one] as const)))
