/** `opads cluster`: plan, up, certificates. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Artifact } from '@opads/artifacts/contract'
import type { Image } from '@opads/images/contract'
import { certificates } from '@opads/world/certificates'
import { holdCloud } from '@opads/world/cloud-lock'
import { exec } from '@opads/world/exec'
import { accessByFile } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { roomRunner } from '@opads/world/room'
import { endings } from './certificates.ts'
import { checkForOneHost } from './check.ts'
import { type Milestone, milestoneLine } from './contract.ts'
import { sentenceOf } from './differences.ts'
import type { Layout } from './layout.ts'
import { planText } from './plan.ts'
import type { ClusterTools } from './prepare.ts'
import { keepWritten, readLayout } from './read.ts'
import { clusterUp, planCluster } from './up.ts'

const page = `Use: opads cluster plan|up|check|certificates [--cloud CLOUD] [--file cluster.yml] [--dry-run] [--json] [--times]
  plan            say what differs from what the cluster should be, and what a run would do; also: up --dry-run
  up              make the cluster, or mend just what differs, by Ansible over ssh
  check           is --file right for opads up, which makes one host
  certificates    which certificate ends when, the soonest first
  --cloud         default: the name in the file, without a file main
  --file          who is what on which hosts (cluster/cluster.example.yml); it is kept for this cloud; without one the first host is everything
  --times         say how long each step took
`
const home = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cloud: { type: 'string' },
    file: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    times: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const say = (line: string) => void process.stdout.write(`${line}\n`)
const tools: Omit<ClusterTools, 'folder'> = {
  exec,
  certificates: certificates(exec),
  kube: async (path) => kube(await accessByFile(path)),
  playbooks: join(home, 'playbooks'),
  note: values.json ? () => {} : say,
  now: Date.now,
  getArtifacts: (names) => ask<Artifact>('artifacts', names),
  getImages: (names) => ask<Image>('images', names),
}
const [verb] = positionals
const asked = () => readLayout('/var/lib/opads', values.cloud, values.file)
if (values.help) process.stdout.write(page)
else if (verb === 'plan' || (verb === 'up' && values['dry-run'])) await plan()
else if (verb === 'up') await up()
else if (verb === 'check') await checkForOneHost(values.cloud ?? 'main', values.file ?? 'cluster.yml')
else if (verb === 'certificates') await certificatesThatEnd()
else {
  process.stderr.write(`${verb === undefined ? '' : `✕ There is no "cluster ${verb}".\n`}${page}`)
  process.exitCode = 2
}

async function plan(): Promise<void> {
  const { layout, folder } = await asked()
  // A plan needs the lock too: it writes the stage on this machine.
  const { plan: found } = await alone(layout, () => planCluster(layout, { ...tools, folder }))
  if (values.json)
    say(
      JSON.stringify({
        ...found,
        differences: found.differences.map((one) => ({ ...one, say: sentenceOf(one) })),
      }),
    )
  else process.stdout.write(`\n${planText(found)}No host was changed.\n`)
}

async function up(): Promise<void> {
  const read = await asked()
  const { layout, folder } = read
  const reached = (milestone: Milestone) => tools.note(milestoneLine(milestone, layout.name))
  const { plan: found, seconds } = await alone(layout, async () => {
    await keepWritten(read)
    return clusterUp(layout, { ...tools, folder }, reached)
  })
  const { isNew, differences } = found
  if (values.json) return say(JSON.stringify({ isNew, differences: differences.map(sentenceOf), seconds }))
  if (values.times) for (const [step, took] of seconds) say(`${took.toFixed(1).padStart(7)} s  ${step}`)
  say(`● the cluster of ${layout.name} is up${!isNew && differences.length === 0 ? ', nothing to do' : ''}`)
}

async function alone<T>({ name }: Layout, work: () => Promise<T>): Promise<T> {
  const release = await holdCloud(name)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function certificatesThatEnd(): Promise<void> {
  const { layout, folder } = await asked()
  const found = await endings(layout, folder, exec, tools.certificates)
  if (values.json) return say(JSON.stringify(found))
  for (const { where, name, ends, signs } of found) {
    const days = Math.floor((Date.parse(ends) - Date.now()) / 86_400_000)
    say(
      `  ${days < 30 ? '▲' : '●'} ${ends.slice(0, 10)}  ${String(days).padStart(5)} days  ${where.padEnd(8)}${name}${signs ? `  signs ${signs.join(', ') || 'every name'}` : ''}`,
    )
  }
}

/** Runs the room's own program, which builds what is missing under its lock. */
async function ask<T>(room: string, names: readonly string[]): Promise<readonly T[]> {
  const text = await roomRunner(exec)(room, ['get', ...names, '--json'])
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)
}
