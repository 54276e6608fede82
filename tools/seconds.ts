/** What each test file takes, as a committed file, `bench/results/tests.json`: one line a file, in whole seconds, for small diffs. Pure. */
import type { FileUse, Use } from './budget.ts'

type Seconds = { readonly cores: number; readonly files: Readonly<Record<string, Use>> }

/**
 * @param known text of the file; empty where there is none. What it says of files that did not run now stays.
 * @param uses of files that ran; those that took less than half a second are left out
 * @param isThere whether the repository still has the file
 */
export function secondsText(
  known: string,
  uses: readonly FileUse[],
  cores: number,
  isThere: (path: string) => boolean,
): string {
  const old = known === '' ? {} : (JSON.parse(known) as Seconds).files
  const ran = new Set(uses.map(({ path }) => path))
  const kept = Object.entries(old).filter(([path]) => !ran.has(path) && isThere(path))
  const fresh = uses
    .map(
      ({ path, seconds, cpuSeconds }) =>
        [path, { seconds: Math.round(seconds), cpuSeconds: Math.round(cpuSeconds) }] as const,
    )
    .filter(([, use]) => use.seconds > 0)
  const lines = [...kept, ...fresh]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([path, { seconds, cpuSeconds }]) =>
        `    ${JSON.stringify(path)}: { "seconds": ${seconds}, "cpuSeconds": ${cpuSeconds} }`,
    )
  return `{\n  "cores": ${cores},\n  "files": {${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}}\n}\n`
}
