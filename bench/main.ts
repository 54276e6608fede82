/** `opads bench`: measures, writes `results/<name>.json`, prints a table. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Artifact } from '@opads/artifacts/contract'
import { exec } from '@opads/world/exec'
import { startLoopbackRegistry } from '@opads/world/loopback-registry'
import { benches } from './benches.ts'
import type { BenchWorld, Sample } from './kit.ts'
import { tableOf } from './table.ts'

const page = `Use: opads bench list | NAME…    [--json] [--keep] [--runs N] [--against REV]
${benches.map(({ name, say }) => `  ${name.padEnd(10)}${say}`).join('\n')}
  --runs N        how often, where the measurement has runs
  --against REV   up, cold-up: in turn with another commit of this repository
  --keep          leave what was made
Results are written to bench/results/NAME.json. The exit code is 1 where a must was missed.
`
const stopwatch = `my $begun = time; my $code = system(@ARGV); my $seconds = time - $begun; my @t = times;
printf qq({"seconds":%.4f,"cpuSeconds":%.2f}\\n), $seconds, $t[2] + $t[3]; exit($code >> 8 || ($code ? 1 : 0))`
const home = join(import.meta.dirname, '..')
const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    runs: { type: 'string' },
    against: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const isJson = values.json
const unknown = names.find((name) => name !== 'list' && !benches.some((bench) => bench.name === name))
const isRuns = values.runs === undefined || /^[1-9]\d?$/.test(values.runs)

if (values.help) process.stdout.write(page)
else if (names.length === 0 || unknown !== undefined || !isRuns) {
  const fault =
    unknown === undefined ? (isRuns ? '' : '✕ --runs is 1 to 99.\n') : `✕ There is no bench "${unknown}".\n`
  process.stderr.write(`${fault}${page}`)
  process.exitCode = 2
} else if (names[0] === 'list') {
  for (const { name, say } of benches)
    process.stdout.write(isJson ? `${JSON.stringify({ name, say })}\n` : `  ${name.padEnd(10)}${say}\n`)
} else for (const name of names) await runBench(name)

async function runBench(name: string): Promise<void> {
  const bench = benches.find((one) => one.name === name)!
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
  const rows = await bench.run(world())
  const result = { name, at: new Date().toISOString(), machine, rows }
  await mkdir(join(home, 'bench/results'), { recursive: true })
  await writeFile(join(home, `bench/results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  process.stdout.write(isJson ? `${JSON.stringify(result)}\n` : tableOf(rows))
  if (rows.some((row) => row.mustMet === false)) process.exitCode = 1
}

function world(): BenchWorld {
  const getArtifact = async (name: string) =>
    JSON.parse(
      (await exec([process.execPath, join(home, 'artifacts/main.ts'), 'get', name, '--json'])).stdout,
    ) as Artifact
  return {
    exec,
    home,
    keeps: values.keep,
    runs: values.runs === undefined ? undefined : Number(values.runs),
    against: values.against,
    getArtifact,
    timed: async (argv, env = {}) => {
      // perl is on every Debian and reports the CPU of its children; Node does not.
      const { stdout } = await exec(['perl', '-MTime::HiRes=time', '-e', stopwatch, ...argv], { env })
      return JSON.parse(stdout.trim().split('\n').at(-1)!) as Sample
    },
    startRegistry: async () => startLoopbackRegistry((await getArtifact('registry')).files.registry!),
    note: (note) => void (isJson || process.stderr.write(`  ◐ ${note}\n`)),
  }
}
