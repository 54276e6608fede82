/** `opads bench`: measures, writes a file of `results/`, prints a table. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { handlersOf } from '@opads/command/handlers'
import { eachLine, shown } from '@opads/command/progress'
import { wrongUse } from '@opads/command/read-call'
import { meant } from '@opads/kernel/nearest'
import { commitOf } from '@opads/stories/kit/checkout'
import { exec } from '@opads/world/exec'
import { startLoopbackRegistry } from '@opads/world/loopback-registry'
import { machineFacts } from '@opads/world/machine-facts'
import { againstFaults, resultFile } from './against.ts'
import { benches } from './benches.ts'
import type { Bench, BenchWorld, Sample } from './kit.ts'
import { tableOf } from './table.ts'
import { verbs } from './verbs.ts'

const stopwatch = `my $begun = time; my $code = system(@ARGV); my $seconds = time - $begun; my @t = times;
printf qq({"seconds":%.4f,"cpuSeconds":%.2f}\\n), $seconds, $t[2] + $t[3]; exit($code >> 8 || ($code ? 1 : 0))`
const home = join(import.meta.dirname, '..')
type Given = {
  readonly json: boolean
  readonly keep: boolean
  readonly runs: number | undefined
  readonly against: string | undefined
}

/** By noun. */
export const handlers = {
  bench: handlersOf(verbs, {
    list: async () => ({
      json: benches.map(({ name, say }) => ({ name, say })),
      text: benches.map(({ name, say }) => `  ${name.padEnd(10)}${say}\n`).join(''),
    }),
    '': async ({ names, ...given }) => {
      const wanted = benchesNamed(names) // every name is checked before the first measurement
      if (given.against !== undefined) await refuseAgainst(wanted, given.against)
      let isMissed = false
      for (const bench of wanted) if (await runBench(bench, given)) isMissed = true
      return isMissed ? 1 : 0
    },
  }),
}

/** @throws Problem `use.invalid` with every name that is wrong */
function benchesNamed(names: readonly string[]): readonly Bench[] {
  const known = benches.map((one) => one.name)
  const faults = names
    .filter((name) => !known.includes(name))
    .map((name) => `There is no bench "${name}"${meant(name, known)}`)
  if (faults.length > 0) throw wrongUse(faults, `opads bench ${known.join('|')}`)
  return names.map((name) => benches.find((one) => one.name === name)!)
}

/** @throws Problem `use.invalid` with every fault */
async function refuseAgainst(wanted: readonly Bench[], revision: string): Promise<void> {
  const faults = againstFaults(wanted, revision, (await commitOf(revision)) !== undefined)
  const able = benches.filter(({ comparesCommits }) => comparesCommits).map(({ name }) => name)
  if (faults.length > 0) throw wrongUse(faults, `opads bench ${able.join('|')} --against REV`)
}

/** Returns whether a must was missed. */
async function runBench({ name, run, estimateSeconds }: Bench, given: Given): Promise<boolean> {
  const machine = {
    ...machineFacts(),
    /** Load average of the minute before. */
    loadBefore: Number((await readFile('/proc/loadavg', 'utf8')).split(' ')[0]),
  }
  const screen = given.json ? undefined : process.stderr
  const rows = await shown(`Bench ${name}`, estimateSeconds, screen, (report) =>
    run(world(given, eachLine(report))),
  )
  const result = { name, at: new Date().toISOString(), machine, rows }
  await mkdir(join(home, 'bench/results'), { recursive: true })
  await writeFile(
    join(home, 'bench/results', resultFile(name, given.against)),
    `${JSON.stringify(result, null, 2)}\n`,
  )
  process.stdout.write(given.json ? `${JSON.stringify(result)}\n` : tableOf(rows))
  return rows.some((row) => row.mustMet === false)
}

function world({ keep, runs, against }: Given, note: BenchWorld['note']): BenchWorld {
  const getArtifact = async (name: string) =>
    JSON.parse(
      (await exec([process.execPath, join(home, 'artifacts/main.ts'), 'get', name, '--json'])).stdout,
    ) as Artifact
  return {
    exec,
    home,
    keeps: keep,
    runs,
    against,
    getArtifact,
    timed: async (argv, env = {}) => {
      // perl is on every Debian and reports the CPU of its children; Node does not.
      const { stdout } = await exec(['perl', '-MTime::HiRes=time', '-e', stopwatch, ...argv], { env })
      return JSON.parse(stdout.trim().split('\n').at(-1)!) as Sample
    },
    startRegistry: async () => startLoopbackRegistry((await getArtifact('registry')).files.registry!),
    note,
  }
}
