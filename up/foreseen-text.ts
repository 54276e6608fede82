/** What `up --dry-run` prints for a cloud that is there. Pure. */
import { columnOf, duration } from '@opads/command/progress-lines'
import { type Foreseen, isIdle, type Step, secondsLeft } from '@opads/kernel/step'
import type { UpWorld } from './world.ts'

type Steps = readonly Step<UpWorld>[]
type Foresight = {
  readonly steps: Steps
  readonly found: ReadonlyMap<string, Foreseen>
  /** Step → seconds of its last run that changed something. */
  readonly recorded: ReadonlyMap<string, number>
}

/** @param again what the run would have to be given, such as `main --without metrics-server` */
export function foreseenText(foresight: Foresight, again: string): string {
  const { steps, found } = foresight
  const column = columnOf(steps)
  const lines = steps.flatMap(({ id, title }) => {
    const [first, ...more] = cut(clausesOf(found.get(id)!, steps))
    const gap = ' '.repeat(column)
    return [
      `  ${markOf(found.get(id)!)} ${title.padEnd(column)}  ${first}`,
      ...more.map((one) => `    ${gap}  ${one}`),
    ]
  })
  const hint = steps.every(({ id }) => isIdle(found.get(id)!)) ? '' : `Run it: opads up --cloud ${again}\n`
  return `${lines.join('\n')}\n\n${hint}${sentenceOf(foresight)}\n`
}

/** "Nothing differs.", "3 of 17 steps would do something, about 40 s." */
export function sentenceOf(foresight: Foresight): string {
  const { steps, busy, unknown, unasked, seconds } = countsOf(foresight)
  const open = unknown + unasked
  if (busy + open === 0) return 'Nothing differs.'
  if (busy === 0) return `${open} of ${steps} steps could not be asked, the others would do nothing.`
  const said = [
    `${busy} of ${steps} steps would do something`,
    ...(unknown > 0 ? [`${unknown} more may`] : []),
    ...(unasked > 0 ? [`${unasked} could not be asked`] : []),
  ]
  return `${said.join(', ')}, about ${duration(seconds)}${open > 0 ? ' at most' : ''}.`
}

/** One object per step and one for the whole: events of `--json`. */
export function foreseenEvents(foresight: Foresight): readonly Readonly<Record<string, unknown>>[] {
  const { steps, found, recorded } = foresight
  const planned = steps.map(({ id, title, estimateSeconds }) => {
    const one = found.get(id)!
    return {
      event: 'planned',
      step: id,
      title,
      isDone: isIdle(one),
      ...one,
      seconds: recorded.get(id) ?? estimateSeconds,
    }
  })
  return [
    ...planned,
    { event: 'plan', isFirstRun: false, ...countsOf(foresight), sentence: sentenceOf(foresight) },
  ]
}

function countsOf({ steps, found, recorded }: Foresight) {
  const answers = steps.map(({ id }) => found.get(id)!)
  const idle = new Set(steps.map(({ id }) => id).filter((id) => isIdle(found.get(id)!)))
  const count = (key: string) => answers.filter((one) => key in one).length
  return {
    steps: steps.length,
    busy: count('changes') - idle.size,
    unknown: count('knownAfter'),
    unasked: count('problem'),
    seconds: secondsLeft(steps, idle, recorded),
  }
}

/** More stand in `--json` alone. */
const mostClauses = 8
const cut = (clauses: readonly string[]) =>
  clauses.length <= mostClauses
    ? clauses
    : [...clauses.slice(0, mostClauses - 1), `and ${clauses.length - mostClauses + 1} more, all with --json`]

const markOf = (one: Foreseen) => (isIdle(one) ? '●' : 'problem' in one ? '▲' : '○')

function clausesOf(one: Foreseen, steps: Steps): readonly string[] {
  if ('problem' in one) return [`could not be asked: ${one.problem}`]
  if ('knownAfter' in one) {
    const title = steps.find(({ id }) => id === one.knownAfter)?.title ?? one.knownAfter
    return [`known once "${title}" is done`]
  }
  return one.changes.length === 0 ? ['nothing to do'] : one.changes
}
