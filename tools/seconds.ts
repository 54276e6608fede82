/** What each test file takes, as a committed file, `bench/results/tests.json`: one line a file, in whole seconds, for small diffs. Pure. */
import type { MachineFacts } from '@opads/world/machine-facts'
import type { FileUse, Use } from './budget.ts'

/** Where and of which commit the files were measured that ran last. */
export type Measured = { readonly at: string; readonly commit: string; readonly machine: MachineFacts }
type Seconds = Measured & { readonly files: Readonly<Record<string, Use>> }

/**
 * @param known text of the file; empty where there is none. What it says of files that did not run now stays, if it is of this machine.
 * @param uses of files that ran; those that took less than half a second are left out
 * @param isThere whether the repository still has the file
 */
export function secondsText(
  known: string,
  uses: readonly FileUse[],
  measured: Measured,
  isThere: (path: string) => boolean,
): string {
  const old = filesOf(known, measured)
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
  const head = Object.entries(measured).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
  )
  return `{\n${head.join('')}  "files": {${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}}\n}\n`
}

/** Seconds of another machine would not be comparable with those beside them. */
function filesOf(known: string, { machine }: Measured): Seconds['files'] {
  if (known === '') return {}
  const { machine: before, files } = JSON.parse(known) as Partial<Seconds>
  const isSame = before?.cpu === machine.cpu && before.cores === machine.cores
  return isSame ? (files ?? {}) : {}
}
