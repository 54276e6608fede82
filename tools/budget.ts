/**
 * What the tiers of tests may take of the 45 minutes in which all tests of a contribution must end, and what is said of it. Pure.
 *
 * A tier is held to its share by CPU seconds divided by cores, the least time in which this machine could run it: that fails the run. Wall
 * time says as much about the machine as about the tests, so there a tier over its share is only noted.
 */

export type Use = { readonly seconds: number; readonly cpuSeconds: number }
export type FileUse = Use & { readonly path: string }
export type TierUse = Use & { readonly tier: string; readonly files: readonly FileUse[] }

/** Names of tiers are those of `tiers.ts`. Together 44.5 minutes, of which ten are kept free for the stories of a cloud of several hosts. A story that is not run every time has no share. */
export const shares = [
  { name: 'checks and unit', minutes: 1.5, tiers: ['check', 'unit'] },
  { name: 'component', minutes: 14, tiers: ['component'] },
  { name: 'stories on one host', minutes: 17, tiers: ['story single', 'story bad-days'] },
  { name: 'story killed-up', minutes: 2, tiers: ['story killed-up'] },
  { name: 'story ha', minutes: 10, tiers: ['story ha'] },
] as const satisfies readonly { name: string; minutes: number; tiers: readonly string[] }[]

/** Of tests about one subject, which run where that has changed: on top of the share of component tests. */
const minutesOfSubject = 2

/** `slow`: only its wall time is over the share. `free`: it has no share. */
type Verdict = 'within' | 'slow' | 'over' | 'free'
type Row = Use & {
  readonly name: string
  readonly shareSeconds: number | undefined
  readonly verdict: Verdict
  readonly files: readonly FileUse[]
}

/**
 * One row for each share of which a tier ran, in the order in which they ran.
 * @param isHeld false: no tier has a share, since more than the tests of every time ran
 * @param subjects how many subjects of long tests have changed
 */
export function budgetRows(
  uses: readonly TierUse[],
  cores: number,
  isHeld: boolean,
  subjects = 0,
): readonly Row[] {
  const shareOf = (tier: string) =>
    isHeld ? shares.find(({ tiers }) => (tiers as readonly string[]).includes(tier)) : undefined
  return [...Map.groupBy(uses, ({ tier }) => shareOf(tier)?.name ?? tier)].map(([name, tiers]) => {
    const sum = (kind: keyof Use) => tiers.reduce((all, one) => all + one[kind], 0)
    const use = { seconds: sum('seconds'), cpuSeconds: sum('cpuSeconds') }
    const share = shareOf(tiers[0]!.tier)
    const more = share?.name === 'component' ? subjects * minutesOfSubject : 0
    const shareSeconds = share && (share.minutes + more) * 60
    const verdict = verdictOf(use, cores, shareSeconds)
    return { name, ...use, shareSeconds, verdict, files: tiers.flatMap(({ files }) => files) }
  })
}

function verdictOf({ seconds, cpuSeconds }: Use, cores: number, share: number | undefined): Verdict {
  if (share === undefined) return 'free'
  return cpuSeconds / cores > share ? 'over' : seconds > share ? 'slow' : 'within'
}

/** One sentence for each tier that fails the run. */
export function budgetFaults(rows: readonly Row[], cores: number): readonly string[] {
  const over = rows.filter(({ verdict }) => verdict === 'over')
  return over.map(({ name, cpuSeconds, shareSeconds, files }) => {
    const slowest = files.toSorted((a, b) => b.cpuSeconds - a.cpuSeconds).slice(0, 3)
    const named = slowest.map((file) => `${file.path} (${file.cpuSeconds.toFixed(0)})`).join(', ')
    const least = `${cpuSeconds.toFixed(0)} CPU seconds, ${(cpuSeconds / cores).toFixed(0)} s on ${cores} cores`
    return `"${name}" needs ${least}, and its share is ${shareSeconds} s. Most of it took: ${named}`
  })
}

const said: Readonly<Record<Verdict, string>> = {
  within: 'within',
  slow: 'within by CPU, slower on this machine',
  over: 'over',
  free: 'no share',
}

/** The table of tiers and the five slowest files; empty where nothing ran. */
export function budgetText(rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const tiers = rows.map(({ name, seconds, cpuSeconds, shareSeconds, verdict }) => [
    name,
    seconds.toFixed(0),
    cpuSeconds.toFixed(0),
    shareSeconds?.toFixed(0) ?? '',
    said[verdict],
  ])
  const files = rows.flatMap((row) => row.files).toSorted((a, b) => b.seconds - a.seconds)
  const slowest = files
    .slice(0, 5)
    .map(({ path, seconds, cpuSeconds }) => [path, seconds.toFixed(1), cpuSeconds.toFixed(1), '', ''])
  return `\n${table([
    ['tier', 'seconds', 'CPU seconds', 'share', ''],
    ...tiers,
    ...(slowest.length > 0 ? [['slowest files', '', '', '', '']] : []),
    ...slowest,
  ])}`
}

/** Of five columns those between the first and the last are numbers. */
function table(lines: readonly (readonly string[])[]): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const cell = (text: string, column: number) =>
    column === 0 || column === 4 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)
  return lines.map((line) => `  ${line.map(cell).join('  ').trimEnd()}\n`).join('')
}
