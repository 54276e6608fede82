/** `opads cluster`: plan, up, certificates. */
import { join } from 'node:path'
import { type Artifact, reportLine } from '@opads/artifacts/contract'
import { type Answer, handlersOf } from '@opads/command/handlers'
import { eachLine, shown } from '@opads/command/progress'
import type { Image } from '@opads/images/contract'
import { roomLine } from '@opads/kernel/room-line'
import type { Report } from '@opads/kernel/step'
import { certificates } from '@opads/world/certificates'
import { holdCloud } from '@opads/world/cloud-lock'
import { exec } from '@opads/world/exec'
import { accessByFile } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { roomRunner } from '@opads/world/room'
import { roomAnswers } from '@opads/world/room-answers'
import { endings } from './certificates.ts'
import { checkForOneHost } from './check.ts'
import type { Milestone, PlanAnswer } from './contract.ts'
import { sentenceOf } from './differences.ts'
import type { Layout } from './layout.ts'
import { planText } from './plan.ts'
import type { ClusterTools } from './prepare.ts'
import { keepWritten, type Read, readLayout } from './read.ts'
import { clusterUp, planCluster } from './up.ts'
import { verbs } from './verbs.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string) => void process.stdout.write(`${line}\n`)
const toolsFor = (report: Report): Omit<ClusterTools, 'folder'> => ({
  exec,
  certificates: certificates(exec),
  kube: async (path) => kube(await accessByFile(path)),
  playbooks: join(home, 'playbooks'),
  note: eachLine(report),
  now: Date.now,
  getArtifacts: (names) => ask<Artifact>('artifacts', names, report),
  getImages: (names) => ask<Image>('images', names, report),
})
/** Guessed: a run that has nothing to build and nothing to repair takes seconds, a new cluster about half a minute. */
const estimateSeconds = 40
/** Progress for people; the answer goes to standard output. */
const withProgress = <T>({ json }: Pick<Given, 'json'>, work: (report: Report) => Promise<T>): Promise<T> =>
  shown('Cluster', estimateSeconds, json ? undefined : process.stderr, work)
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
    up: async (given) => (given.dryRun ? print(given)(await plan(given)) : up(given)),
    check: async ({ cloud = 'main', file }) => {
      await checkForOneHost(cloud, file)
      return { json: { file }, text: `● ${file} is right for opads up\n` }
    },
    certificates: certificatesThatEnd,
  }),
}

async function plan(given: Given): Promise<Answer> {
  const { layout, folder } = await layoutOf(given)
  // A plan needs the lock too: it writes the stage on this machine.
  const { plan: found } = await withProgress(given, (report) =>
    alone(layout, () => planCluster(layout, { ...toolsFor(report), folder })),
  )
  const differences = found.differences.map((one) => ({ ...one, say: sentenceOf(one) }))
  const json: PlanAnswer = { ...found, differences }
  return { json, text: `\n${planText(found)}No host was changed.\n` }
}

const print =
  ({ json }: Pick<Given, 'json'>) =>
  (answer: Answer): void =>
    void process.stdout.write(json ? `${JSON.stringify(answer.json)}\n` : answer.text)

async function up(given: Given & { readonly times: boolean; readonly lines: boolean }): Promise<void> {
  const read = await layoutOf(given)
  if (given.lines) {
    const { plan: found } = await bringUp(
      read,
      ({ note = '' }) => say(roomLine({ note })),
      (reached) => say(roomLine({ reached })),
    )
    return say(roomLine({ changed: found.isNew || found.differences.length > 0 }))
  }
  const { plan: found, seconds } = await withProgress(given, (report) =>
    bringUp(read, report, (reached) =>
      eachLine(report)(`the ${reached === 'api' ? 'API' : reached} of ${read.layout.name} answers`),
    ),
  )
  const { isNew, differences } = found
  const sentences = differences.map(sentenceOf)
  const repaired = isNew ? [] : sentences.map((one) => `  ${one}`)
  const times = given.times ? seconds.map(([step, took]) => `${took.toFixed(1).padStart(7)} s  ${step}`) : []
  const isDone = !isNew && differences.length === 0
  const end = `● the cluster of ${read.layout.name} is up${isDone ? ', nothing to do' : ''}`
  print(given)({
    json: { isNew, differences: sentences, seconds },
    text: `${[...repaired, ...times, end].join('\n')}\n`,
  })
}

const bringUp = (read: Read, report: Report, reached: (milestone: Milestone) => void) =>
  alone(read.layout, async () => {
    await keepWritten(read)
    return clusterUp(read.layout, { ...toolsFor(report), folder: read.folder }, reached)
  })

async function alone<T>({ name }: Layout, work: () => Promise<T>): Promise<T> {
  const release = await holdCloud(name)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function certificatesThatEnd(given: Given): Promise<Answer> {
  const { layout, folder } = await layoutOf(given)
  const found = await endings(layout, folder, exec, certificates(exec))
  const lines = found.map(({ where, name, ends, signs }) => {
    const days = Math.floor((Date.parse(ends) - Date.now()) / 86_400_000)
    const signed = signs ? `  signs ${signs.join(', ') || 'every name'}` : ''
    return `  ${days < 30 ? '▲' : '●'} ${ends.slice(0, 10)}  ${String(days).padStart(5)} days  ${where.padEnd(8)}${name}${signed}\n`
  })
  return { json: found, text: lines.join('') }
}

/** Runs the room's own program, which builds what is missing under its lock. */
const ask = <T extends { readonly name: string }>(
  room: 'artifacts' | 'images',
  names: readonly string[],
  report: Report,
): Promise<readonly T[]> =>
  roomAnswers(roomRunner(exec)).get<T>(room, names, (line) => void reportLine(line, report, false))
