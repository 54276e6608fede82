/** Which Debian packages of this machine something is compiled with: a part of the key of what comes out. */
import type { Exec } from './exec.ts'

/**
 * Answers `name architecture version` of each of these packages that is installed, and of all that they depend on: `gcc` alone
 * names no compiler but that of the release, whose package has a version of its own.
 */
export type Installed = (names: readonly string[]) => Promise<readonly string[]>

export const installed =
  (exec: Exec): Installed =>
  async (names) => {
    const { stdout } = await exec(['dpkg-query', '--show', '--showformat', format])
    return withDependencies(names, stdout)
  }

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query reads these places
const format = '${db:Status-Status}|${Package}|${Architecture}|${Version}|${Pre-Depends}, ${Depends}\n'

/** @param text what dpkg-query says of all packages, one a line */
export function withDependencies(names: readonly string[], text: string): readonly string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('installed|'))
  const byName = Map.groupBy(
    rows.map((row) => row.split('|')),
    ([, name]) => name!,
  )
  const found = new Set<string>()
  const seen = new Set<string>()
  const follow = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    for (const [, , architecture, version, ...depends] of byName.get(name) ?? []) {
      found.add(`${name} ${architecture} ${version}`)
      // `a (>= 1), b:any | c`: of several that would do, those that are there.
      for (const [, needed] of depends.join('|').matchAll(/(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]*)/g))
        follow(needed!)
    }
  }
  for (const name of names) follow(name)
  return [...found].sort()
}
