/** The log of a run: adds lines, and streams them as text: step, tab, line. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import type { RunState } from './shapes.ts'

export async function addLog(
  database: Database,
  run: number,
  lines: readonly { readonly step: string; readonly text: string }[],
): Promise<void> {
  if (lines.length === 0) return
  await database
    .insertInto('run_log')
    .values(lines.map(({ step, text }) => ({ run, step, text: printable(text) })))
    .execute()
}

const over = new Set<RunState>(['succeeded', 'failed', 'cancelled'])

/** What a log's stream reads each turn: the run's state and its next lines. `undefined`: the run is gone. */
export type ReadLog = (after: number) => Promise<{
  readonly state: RunState | undefined
  readonly lines: readonly { readonly seq: number; readonly step: string; readonly text: string }[]
}>

export const readLog =
  (database: Database, run: number): ReadLog =>
  async (after) => {
    // Read the state first: lines added between the two queries are then read in the next turn.
    const row = await database.selectFrom('run').select('state').where('id', '=', run).executeTakeFirst()
    const lines = await database
      .selectFrom('run_log')
      .select(['seq', 'step', 'text'])
      .where('run', '=', run)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(1000)
      .execute()
    return { state: row?.state, lines }
  }

export async function* runLog(read: ReadLog, follow: boolean, signal: AbortSignal): AsyncGenerator<string> {
  let seq = 0
  while (!signal.aborted) {
    const { state, lines } = await read(seq)
    if (lines.length > 0) yield lines.map(({ step, text }) => `${step}\t${text}\n`).join('')
    seq = lines.at(-1)?.seq ?? seq
    if (lines.length > 0) continue
    if (!follow || !state || over.has(state)) return
    await sleep(250, undefined, { signal }).catch(() => {})
  }
}
