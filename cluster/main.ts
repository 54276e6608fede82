/** `opads cluster`: plan, up, certificates. */
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { handlersOf } from '@opads/command/handlers'
import type { Image } from '@opads/images/contract'
import { roomLine } from '@opads/kernel/room-line'
import { certificates } from '@opads/world/certificates'
import { holdCloud } from '@opads/world/cloud-lock'
import { exec } from '@opads/world/exec'
import { accessByFile } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { roomRunner } from '@opads/world/room'
import { endings } from './certificates.ts'
import { checkForOneHost } from './check.ts'
import type { Milestone } from './contract.ts'
import { sentenceOf } from './differences.ts'
import type { Layout } from './layout.ts'
import { planText } from './plan.ts'
import type { ClusterTools } from './prepare.ts'
import { keepWritten, readLayout } from './read.ts'
import { clusterUp, planCluster } from './up.ts'
import { verbs } from './verbs.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string) => void process.stdout.write(`${line}\n`)
const toolsFor = (note: ClusterTools['note']): Omit<ClusterTools, 'folder'> => ({
  exec,
  certificates: certificates(exec),
  kube: async (path) => kube(await accessByFile(path)),
  playbooks: join(home, 'playbooks'),
  note,
  now: Date.now,
  getArtifacts: (names) => ask<Artifact>('artifacts', names),
  getImages: (names) => ask<Image>('images', names),
})
const noteFor = ({ json }: Pick<Given, 'json'>): ClusterTools['note'] => (json ? () => {} : say)
type Given = {
  readonly json: boolean
  readonly cloud?: string | undefined
  readonly file?: string | undefined
}
const layoutOf = ({ cloud, file }: Given) => readLayout('/var/lib/opads', cloud, file)

/** By noun. */
export const handlers = {
  cluster: handlersOf(verbs, {
    plan,
    up: (given) => (given.dryRun ? plan(given) : up(given)),
    check: ({ cloud = 'main', file }) => checkForOneHost(cloud, file),
    certificates: certificatesThatEnd,
  }),
}

async function plan(given: Given): Promise<void> {
  const tools = toolsFor(noteFor(given))
  const { layout, folder } = await layoutOf(given)
  // A plan needs the lock too: it writes the stage on this machine.
  const { plan: found } = await alone(layout, () => planCluster(layout, { ...tools, folder }))
  if (given.json)
    say(
      JSON.stringify({
        ...found,
        differences: found.differences.map((one) => ({ ...one, say: sentenceOf(one) })),
      }),
    )
  else process.stdout.write(`\n${planText(found)}No host was changed.\n`)
}

async function up(given: Given & { readonly times: boolean; readonly lines: boolean }): Promise<void> {
  const tools = toolsFor(given.lines ? (note) => say(roomLine({ note })) : noteFor(given))
  const read = await layoutOf(given)
  const { layout, folder } = read
  const reached = (milestone: Milestone) =>
    given.lines
      ? say(roomLine({ reached: milestone }))
      : tools.note(`● the ${milestone === 'api' ? 'API' : milestone} of ${layout.name} answers`)
  const { plan: found, seconds } = await alone(layout, async () => {
    await keepWritten(read)
    return clusterUp(layout, { ...tools, folder }, reached)
  })
  const { isNew, differences } = found
  if (given.lines) return say(roomLine({ changed: isNew || differences.length > 0 }))
  if (given.json) return say(JSON.stringify({ isNew, differences: differences.map(sentenceOf), seconds }))
  if (given.times) for (const [step, took] of seconds) say(`${took.toFixed(1).padStart(7)} s  ${step}`)
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

async function certificatesThatEnd(given: Given): Promise<void> {
  const tools = toolsFor(noteFor(given))
  const { layout, folder } = await layoutOf(given)
  const found = await endings(layout, folder, exec, tools.certificates)
  if (given.json) return say(JSON.stringify(found))
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
