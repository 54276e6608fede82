/** The log of a run: adds lines, and streams them as text (step, tab, line) or as JSON. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, messageOfFault } from '@opads/kernel/fault'
import { bounded, type Message } from '@opads/kernel/message'
import { render } from '@opads/kernel/problem'
import type { Database } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import type { LogLine, RunState } from './shapes.ts'
import { isOpen } from './shown.ts'

/** Why the run failed. */
export const failureLine = (step: string, problem: Fault): LogLine => ({
  step,
  text: `✕ ${problem.sentence}`,
  message: messageOfFault(problem),
})

/** A line of the cloud itself. */
export const note = (step: string, message: Message): LogLine => ({ step, text: render(message), message })

export async function addLog(database: Database, run: number, lines: readonly LogLine[]): Promise<void> {
  if (lines.length === 0) return
  await database
    .insertInto('run_log')
    .values(
      lines.map(({ step, text, message }) => ({
        run,
        step,
        text: printable(text),
        message: message ? JSON.stringify(bounded(message)) : null,
      })),
    )
    .execute()
}

type Row = { readonly step: string; readonly text: string; readonly message: Message | null }
const lineAs = {
  text: ({ step, text }: Row) => `${step}\t${text}`,
  json: ({ step, text, message }: Row) => JSON.stringify({ step, text, ...(message && { message }) }),
} as const

/** What a log's stream reads each turn: the run's state and its next lines. `undefined`: the run is gone. */
export type ReadLog = (after: number) => Promise<{
  readonly state: RunState | undefined
  readonly lines: readonly (Row & { readonly seq: number })[]
}>

export const readLog =
  (database: Database, run: number): ReadLog =>
  async (after) => {
    // Read the state first: lines added between the two queries are then read in the next turn.
    const row = await database.selectFrom('run').select('state').where('id', '=', run).executeTakeFirst()
    const lines = await database
      .selectFrom('run_log')
      .select(['seq', 'step', 'text', 'message'])
      .where('run', '=', run)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1000)
      .execute()
    return { state: row?.state, lines }
  }

export async function* runLog(
  read: ReadLog,
  { follow, format }: { readonly follow: boolean; readonly format: 'text' | 'json' },
  signal: AbortSignal,
): AsyncGenerator<string> {
  let seq = 0
  while (!signal.aborted) {
    const { state, lines } = await read(seq)
    if (lines.length > 0) yield lines.map((line) => `${lineAs[format](line)}\n`).join('')
    seq = lines.at(-1)?.seq ?? seq
    if (lines.length > 0) continue
    if (!follow || !state || !isOpen(state)) return
    await sleep(250, undefined, { signal }).catch(() => {})
  }
}
