/** `opads up`: prints the plan, runs the steps, prints the result. */
import { mkdir, readFile } from 'node:fs/promises'
import { availableParallelism, hostname, totalmem } from 'node:os'
import { join } from 'node:path'
import { show } from '@opads/command/progress'
import { Problem } from '@opads/kernel/problem'
import { isIdle, type Step } from '@opads/kernel/step'
import type { contract } from '@opads/pluto/contract'
import { client } from '@opads/serve/client'
import { allSteps } from './all-steps.ts'
import { changesText, closing, closingUntil, firstRunEvents, opening, plan } from './announce.ts'
import { diskOf } from './disk.ts'
import { foreseeSteps } from './foresee.ts'
import { foreseenEvents, foreseenText } from './foreseen-text.ts'
import { append, recordedSeconds } from './journal.ts'
import { hasLab } from './lab.ts'
import { preflight, refuseUnfit } from './preflight.ts'
import { addressOf } from './probe.ts'
import { runSteps, type StepEvent } from './run-steps.ts'
import { paceSentence } from './slowness.ts'
import { machineStep, missingPackages } from './steps/machine.ts'
import { programsStep } from './steps/programs.ts'
import { stepsUntil } from './until.ts'
import { upgradeNotes } from './upgraded.ts'
import { defaults } from './words.ts'
import { Interrupted, type UpWorld } from './world.ts'

const version = '0.1'

/** @throws Problem `up.machine-unfit`, `up.interrupted`, or what a step throws */
export async function bringUp(world: UpWorld): Promise<void> {
  const { words, folder, stop, speed } = world
  const journal = join(folder, 'journal.jsonl')
  const steps = stepsUntil(allSteps(words, world.parts), words.until)
  if (words.file) await world.room('cluster', ['check', '--cloud', words.cloud, '--file', words.file])
  const recorded = await recordedSeconds(journal)
  const say = (text: string) => words.isJson || process.stdout.write(text)
  say(
    `${opening(words, {
      version,
      name: hostname(),
      cores: availableParallelism(),
      memoryBytes: totalmem(),
      diskBytes: (await diskOf(folder)).freeBytes,
      missingPackages: await missingPackages(world.exec),
    })}${speed ? paceSentence(speed) : ''}\n`,
  )
  const isThere = await hasLab(world)
  const found = await preflight(world, isThere)
  for (const notice of found.notices) say(`▲ ${notice}\n`)
  say(changesText(world.changes))
  if (words.isDryRun) {
    await printPlan(steps, recorded, isThere, world)
    return refuseUnfit(found)
  }
  refuseUnfit(found)
  await mkdir(folder, { recursive: true, mode: 0o700 })

  const started = Date.now()
  const forgetAnswers = await world.answers.begin()
  const screen = words.isJson ? jsonScreen : show(steps, recorded, process.stdout, Date.now)
  const stopped: string[] = []
  try {
    const { changed } = await runSteps(steps, world, {
      now: Date.now,
      stop: { signal: stop, abort: world.end },
      journal: (entry) => append(journal, entry),
      report: (event) => {
        if (event.kind === 'stopped') stopped.push(event.step.title)
        screen.report(event)
      },
    })
    screen.close()
    const seconds = (Date.now() - started) / 1000
    if (words.until !== '') {
      say(closingUntil(words, { changed, seconds, last: steps.at(-1)!.title }))
      if (words.isJson) write({ event: 'until', changed, seconds, step: words.until })
      return
    }
    const ca = await readFile(join(folder, 'ca.crt'), 'utf8')
    const { isFirstPassword, notes } = await askPluto(world, ca, started)
    const hasSample = steps.some(({ id }) => id === 'sample')
    say(closing(words, folder, { changed, seconds, ca, isFirstPassword, hasSample }))
    for (const note of notes) say(`\n▲ ${note}. See and change them: opads member list --tenant TENANT\n`)
    if (words.isJson) write({ event: 'up', changed, seconds, notes, console: addressOf(words, 'console') })
  } catch (failure) {
    screen.close()
    if (!(stop.reason instanceof Interrupted)) throw failure
    const step = stopped.join(', ') || steps[0]!.title // between two steps nothing runs
    throw new Problem('up.interrupted', { verb: 'up', step, cloud: words.cloud, folder }, failure)
  } finally {
    await forgetAnswers()
  }
}

/** Of a cloud that is there: what differs. On a first run, all steps with their durations. */
async function printPlan(
  steps: readonly Step<UpWorld>[],
  recorded: ReadonlyMap<string, number>,
  isThere: boolean,
  world: UpWorld,
): Promise<void> {
  const { isJson } = world.words
  if (isThere) {
    const foresight = { steps, found: await foreseeSteps(steps, world), recorded }
    if (isJson) return foreseenEvents(foresight).forEach(write)
    return void process.stdout.write(foreseenText(foresight, asSaid(world.words)))
  }
  const found = await foreseeSteps([machineStep, programsStep], world)
  const done = new Set([...found].filter(([, one]) => isIdle(one)).map(([id]) => id))
  if (isJson) return firstRunEvents(steps, recorded, done).forEach(write)
  process.stdout.write(plan(steps, recorded, done, asSaid(world.words)))
}

/** A plan keeps nothing: the run has to be asked for the same again. */
const asSaid = ({ cloud, listen, domain, file, until, with: wanted, without }: UpWorld['words']): string =>
  [
    cloud,
    ...(listen === defaults.listen ? [] : [`--listen ${listen}`]),
    ...(domain === `${cloud}.localhost` ? [] : [`--domain ${domain}`]),
    ...(file === '' ? [] : [`--file ${file}`]),
    ...wanted.map((name) => `--with ${name}`),
    ...without.map((name) => `--without ${name}`),
    ...(until === '' ? [] : [`--until ${until}`]),
  ].join(' ')

const write = (event: Readonly<Record<string, unknown>>): void =>
  void process.stdout.write(`${JSON.stringify(event)}\n`)
const jsonScreen = {
  report: ({ kind, step, ...more }: StepEvent<UpWorld>) => write({ event: kind, step: step.id, ...more }),
  close: () => {},
}

/** Whether the administrator has not signed in yet, and what this run changed for people. @param since milliseconds */
async function askPluto({ words, folder, https }: UpWorld, ca: string, since: number) {
  const web = https(ca)
  const token = (await readFile(join(folder, 'secrets/operator-token'), 'utf8')).trim()
  const api = client<typeof contract>(addressOf(words, 'console'), web.send, () => ({
    authorization: `Bearer ${token}`,
  }))
  const users = await api('GET /api/v1/users').catch(() => ({ items: [] }))
  const events = await api('GET /api/v1/events', { query: { limit: 200 } }).catch(() => ({ items: [] }))
  await web.close()
  return {
    isFirstPassword: users.items.some((user) => user.name === 'admin' && user.mustChange),
    notes: upgradeNotes(events.items, since),
  }
}
