/** How far builds are: one by what Go prints, all by what each is expected to take. Pure. */
import type { News } from './contract.ts'
import type { Recipe } from './recipe.ts'

/** Packages that `go build -n` would compile: each has a banner of three lines, `#`, `# its/path`, `#`. */
export function packagesToCompile(plan: string): number {
  return new Set(plan.match(/^#\n# \S+\n#$/gm)).size
}

/** `go build -v` prints the import path of each package that it compiles, alone on a line. */
export const isCompiled = (line: string): boolean => /^[a-z0-9][^\s:#]*$/i.test(line)

/** For people: `etcd 3.7.3`. */
export const titleOf = ({ name, version }: Pick<Recipe, 'name' | 'version'>): string =>
  `${name.replace(`-${version}`, '')} ${version}`

/**
 * Adds to what is told of one build how far all of them are.
 * @param expected seconds of each, in the order in which they are built
 */
export function withShareOfAll(
  news: News,
  expected: ReadonlyMap<string, number>,
  built: ReadonlySet<string>,
): News {
  if (news.artifact === undefined) return news
  const sum = (names: Iterable<string>) =>
    [...names].reduce((seconds, name) => seconds + expected.get(name)!, 0)
  const now = built.has(news.artifact) ? 0 : (expected.get(news.artifact) ?? 0) * (news.share ?? 0)
  return { ...news, shareOfAll: (sum(built) + now) / Math.max(1, sum(expected.keys())) }
}

export function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
