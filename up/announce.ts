/** The text that `up` prints before and after its steps. Pure. */
import { createHash, X509Certificate } from 'node:crypto'
import { columnOf, duration } from '@opads/command/progress-lines'
import { type Step, secondsLeft } from '@opads/kernel/step'
import type { Change } from '@opads/parts/choice'
import { addressOf } from './probe.ts'
import type { Words } from './words.ts'
import type { UpWorld } from './world.ts'

type Machine = {
  readonly version: string
  readonly name: string
  readonly cores: number
  readonly memoryBytes: number
  readonly diskBytes: number
  readonly missingPackages: readonly string[]
}
const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`

export function opening(words: Words, machine: Machine): string {
  const { missingPackages: missing } = machine
  const packages = missing.length === 0 ? 'Installs no Debian packages' : `Installs ${missing.join(', ')}`
  return `Opads ${machine.version} on ${machine.name}: ${machine.cores} cores, ${gib(machine.memoryBytes)}, ${gib(machine.diskBytes)} free. Cloud "${words.cloud}", one host.
${packages}; uses the container engine that runs here, or one of its own; raises three sysctls, given back by down; listens on ${words.listen}.
`
}

/** Of a first run. @param done ids of steps already known to have nothing to do */
export function plan(
  steps: readonly Step<UpWorld>[],
  recorded: ReadonlyMap<string, number>,
  done: ReadonlySet<string>,
  cloud: string,
): string {
  const column = columnOf(steps)
  const line = (step: Step<UpWorld>) =>
    done.has(step.id)
      ? `  ● ${step.title.padEnd(column)}  nothing to do`
      : `  ○ ${step.title.padEnd(column)}  about ${duration(recorded.get(step.id) ?? step.estimateSeconds)}`
  const all = duration(secondsLeft(steps, done, recorded))
  return `This is a first run: no host of this cloud is on this machine.

${steps.map(line).join('\n')}\n\nAbout ${all} in all. Nothing was changed. Without --dry-run: opads up --cloud ${cloud}\n`
}

/** The same as events of `--json`: one per step, and one for the whole. */
export const firstRunEvents = (
  steps: readonly Step<UpWorld>[],
  recorded: ReadonlyMap<string, number>,
  done: ReadonlySet<string>,
): readonly Readonly<Record<string, unknown>>[] => [
  ...steps.map(({ id, title, estimateSeconds }) => ({
    event: 'planned',
    step: id,
    title,
    isDone: done.has(id),
    seconds: recorded.get(id) ?? estimateSeconds,
  })),
  { event: 'plan', isFirstRun: true, steps: steps.length, seconds: secondsLeft(steps, done, recorded) },
]

/** Optional parts that come or go. Empty if there are none. */
export const changesText = (changes: readonly Change[]): string =>
  changes.length === 0 ? '' : `${changes.map(changeLine).join('')}\n`

function changeLine({ part: { name, title, install }, comes }: Change): string {
  if (comes) return `  + with part ${name}: ${title}\n`
  const kept = install.by === 'push' ? ' (one that is there stays: opads app delete)' : ''
  return `  ✕ without part ${name}: ${title}${kept}\n`
}

type End = {
  readonly changed: number
  readonly seconds: number
  readonly ca: string
  readonly isFirstPassword: boolean
  readonly hasSample: boolean
}

export function closing(
  words: Words,
  folder: string,
  { changed, seconds, ca, isFirstPassword, hasSample }: End,
): string {
  const at = (host: string) => addressOf(words, host)
  const named = words.cloud === 'main' ? '' : ` --cloud ${words.cloud}`
  const head =
    changed === 0
      ? `● Your cloud is up. Nothing was changed, looked at in ${duration(seconds)}.`
      : `● Your cloud is up, ${duration(seconds)}.`
  const password = isFirstPassword
    ? `   user admin, password in ${folder}/admin-password, to be changed at the first sign-in`
    : ''
  return `
${head}

  Console     ${at('console')}${password}
${hasSample ? `  Sample      ${at('hello-sit')}\n` : ''}  Trust       ${folder}/ca.crt   SHA-256 ${fingerprint(ca)}
              browsers and curl: opads ca install${named}   git: git config --global http.${at('git')}.sslCAInfo ${folder}/ca.crt

  opads status${named}      opads login${named} --first${hasSample ? `      git clone ${at('git')}/samples/hello` : ''}
`
}

/** @param last title of the step where this `up` was to stop */
export function closingUntil(
  { cloud }: Words,
  { changed, seconds, last }: Pick<End, 'changed' | 'seconds'> & { readonly last: string },
): string {
  const what = changed === 0 ? 'Nothing was changed, looked at in' : 'Done in'
  return `
● Stopped after "${last}", as asked. ${what} ${duration(seconds)}.

  To go on: opads up --cloud ${cloud}
`
}

/** `4F:0A:91:…`, as browsers show it. */
const fingerprint = (ca: string): string =>
  (
    createHash('sha256').update(new X509Certificate(ca).raw).digest('hex').toUpperCase().match(/../g) ?? []
  ).join(':')
