/** Progress of builds: of one by Go's output, of all by their expected durations. Pure. */
import type { News } from './contract.ts'
import type { Recipe } from './recipe.ts'

/** How many packages `go build -n` would compile: it prints three lines for each, `#`, `# its/path`, `#`. */
export function packagesToCompile(plan: string): number {
  return new Set(plan.match(/^#\n# \S+\n#$/gm)).size
}

/** Whether a line of `go build -v` is the import path of a compiled package. */
export const isCompiled = (line: string): boolean => /^[a-z0-9][^\s:#]*$/i.test(line)

/** Shown to people: `etcd 3.7.3`. */
export const titleOf = ({ name, version }: Pick<Recipe, 'name' | 'version'>): string =>
  `${name.replace(`-${version}`, '')} ${version}`

/**
 * Adds the share of all builds to the progress of one.
 * @param expected seconds of each build, in build order
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
