/** `opads bench`: measures, writes `results/<name>.json`, prints a table. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { handlersOf } from '@opads/command/handlers'
import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import { exec } from '@opads/world/exec'
import { startLoopbackRegistry } from '@opads/world/loopback-registry'
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
    list: async ({ json }) => {
      const lines = benches.map(({ name, say }) =>
        json ? JSON.stringify({ name, say }) : `  ${name.padEnd(10)}${say}`,
      )
      process.stdout.write(`${lines.join('\n')}\n`)
    },
    '': async ({ names, ...given }) => {
      const wanted = names.map(benchNamed) // every name is checked before the first measurement
      let isMissed = false
      for (const bench of wanted) if (await runBench(bench, given)) isMissed = true
      return isMissed ? 1 : 0
    },
  }),
}

function benchNamed(name: string): Bench {
  const bench = benches.find((one) => one.name === name)
  if (bench) return bench
  const known = benches.map((one) => one.name)
  throw new Problem('use.invalid', {
    sentence: `There is no bench "${name}"${meant(name, known)}`,
    usage: `opads bench ${known.join('|')}`,
  })
}

/** Returns whether a must was missed. */
async function runBench({ name, run }: Bench, given: Given): Promise<boolean> {
  const [cpu] = cpus()
  const machine = {
    cores: cpus().length,
    cpu: cpu?.model.trim() ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.versions.node,
    /** Load average of the minute before. */
    loadBefore: Number((await readFile('/proc/loadavg', 'utf8')).split(' ')[0]),
  }
  const rows = await run(world(given))
  const result = { name, at: new Date().toISOString(), machine, rows }
  await mkdir(join(home, 'bench/results'), { recursive: true })
  await writeFile(join(home, `bench/results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(given.json ? `${JSON.stringify(result)}\n` : tableOf(rows))
  return rows.some((row) => row.mustMet === false)
}

function world({ json, keep, runs, against }: Given): BenchWorld {
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
    note: (note) => void (json || process.stderr.write(`  ◐ ${note}\n`)),
  }
}
