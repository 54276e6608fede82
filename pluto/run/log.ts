/** The log of a run: adds lines, and streams them as text: step, tab, line. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../store/database.ts'
import { printable } from '../store/printable.ts'

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

const over = new Set(['succeeded', 'failed', 'cancelled'])

export async function* runLog(
  { database }: { readonly database: Database },
  run: number,
  follow: boolean,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let seq = 0
  while (!signal.aborted) {
    // Read the state first: lines added between the two queries are then read in the next turn.
    const row = await database.selectFrom('run').select('state').where('id', '=', run).executeTakeFirst()
    const lines = await database
      .selectFrom('run_log')
      .select(['seq', 'step', 'text'])
      .where('run', '=', run)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(1000)
      .execute()
    if (lines.length > 0) yield lines.map(({ step, text }) => `${step}\t${text}\n`).join('')
    seq = lines.at(-1)?.seq ?? seq
    if (lines.length > 0) continue
    if (!follow || !row || over.has(row.state)) return
    await sleep(250, undefined, { signal }).catch(() => {})
  }
}
