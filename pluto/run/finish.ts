/** Ends a run and writes its results in one transaction; what follows is said by its kind (`kinds/`). */
import { type Fault, messageOfFault } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import { addEvent } from '../event/rows.ts'
import type { Settings } from '../rollout/table.ts'
import type { Database } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import { kinds } from './kinds/kinds.ts'

type End = {
  readonly worker: string
  readonly problem?: Fault | undefined
  readonly result?: unknown
  /** The settings that a deploy applied. */
  readonly settings?: Settings
  /** Who cancelled the deploy; the previous release is restored already. */
  readonly cancelledBy?: string
}

/** A failure as it is stored: its sentence may quote a program's output. Pure. */
export const keptFault = (given: Fault): Fault => ({
  ...given,
  sentence: printable(given.sentence),
  next: printable(given.next),
  facts: messageOfFault(given)?.facts,
})

/** @throws Problem `run.unknown`, `run.lost-lease`; `run.cancelled`: a deploy succeeded but was cancelled, restore first */
export async function finishRun(
  database: Database,
  id: number,
  { worker, problem: given, result, settings, cancelledBy }: End,
): Promise<void> {
  const problem = given && keptFault(given)
  await database.transaction().execute(async (tx) => {
    const run = await tx.selectFrom('run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!run) throw new Problem('run.unknown', { run: id })
    if (run.state !== 'running' || run.worker !== worker)
      throw new Problem('run.lost-lease', { run: id, worker })
    if (run.cancel_by !== null && !problem && cancelledBy === undefined)
      throw new Problem('run.cancelled', { run: id })
    await tx
      .updateTable('run')
      .set({
        state: problem ? 'failed' : cancelledBy === undefined ? 'succeeded' : 'cancelled',
        finished_at: new Date(),
        problem: problem ? JSON.stringify(problem) : null,
        result: result === undefined ? null : JSON.stringify(result),
      })
      .where('id', '=', id)
      .execute()
    const { application, created_by: by } = run
    if (problem)
      await addEvent(tx, {
        application,
        run: id,
        by,
        kind: `${run.kind}.failed`,
        text: problem.sentence,
        message: messageOfFault(problem),
      })
    else if (cancelledBy !== undefined) await kinds[run.kind].cancelled?.(tx, run, cancelledBy)
    else await kinds[run.kind].succeeded(tx, run, { result, settings })
  })
}
