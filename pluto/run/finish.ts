/** Ends runs, all of them through `write`, and writes what follows in one transaction; `end.ts` says what. */
import { Problem } from '@opads/kernel/problem'
import type { Selectable, Transaction } from 'kysely'
import { addEvent } from '../event/rows.ts'
import type { Database, Tables } from '../store/database.ts'
import { cancelled, decided, type Ending, givenUp, type OwnedRun, type Report, reported } from './end.ts'
import { enqueue } from './rows.ts'
import type { Decision } from './shapes.ts'

type RunRow = Selectable<Tables['run']>
type Tx = Transaction<Tables>

/** @throws Problem `run.unknown`, `run.lost-lease`, `run.cancelled` */
export const finishRun = (database: Database, id: number, report: Report): Promise<void> =>
  database.transaction().execute(async (tx) => {
    const run = await locked(tx, id)
    const ending = reported(run, report, await nextRelease(tx, run.application))
    await write(tx, run, ending, report)
  })

/**
 * Approves or refuses a run that waits. @throws Problem `run.unknown`, `run.not-waiting`, `run.own`
 * @param database of the transaction that records the act
 */
export async function decideRun(
  database: Database,
  { id, tenant }: Pick<OwnedRun, 'id' | 'tenant'>,
  by: string,
  decision: Decision,
): Promise<RunRow> {
  const tx = database as Tx
  const run = await locked(tx, id)
  await write(tx, run, decided({ ...run, tenant }, by, decision, await nextRelease(tx, run.application)), {})
  return locked(tx, id)
}

/**
 * Ends a run that waits or is queued, and a running one if its kind allows it: its worker finds out at its next renewal. Else its worker
 * sees `cancel_by`. @throws Problem `run.unknown`, `run.over`
 * @param database of the transaction that records the act
 */
export async function cancelRun(database: Database, id: number, by: string): Promise<void> {
  const tx = database as Tx
  const run = await locked(tx, id)
  const ending = cancelled(run, run.cancel_by ?? by)
  if (ending) return write(tx, run, ending, {})
  await tx
    .updateTable('run')
    .set({ cancel_by: run.cancel_by ?? by })
    .where('id', '=', id)
    .execute()
}

/** @param run locked in this transaction */
export const giveUp = (tx: Tx, run: RunRow): Promise<void> => write(tx, run, givenUp(run), {})

async function locked(tx: Tx, id: number): Promise<RunRow> {
  const run = await tx.selectFrom('run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!run) throw new Problem('run.unknown', { run: id })
  return run
}

/** Leases allow one build per application, so the number is free; the primary key would refuse a duplicate. */
async function nextRelease(tx: Tx, application: string): Promise<number> {
  const last = await tx
    .selectFrom('release')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('application', '=', application)
    .executeTakeFirst()
  return (last?.number ?? 0) + 1
}

async function write(
  tx: Tx,
  { id, application, title, created_by }: RunRow,
  { state, problem, decidedBy, cancelledBy, release, deployment, event, next }: Ending,
  { result, settings }: Pick<Report, 'result' | 'settings'>,
): Promise<void> {
  const end = {
    state,
    finished_at: state === 'queued' ? null : new Date(),
    problem: problem && JSON.stringify(problem),
    result: result ? JSON.stringify(result) : null,
    ...(decidedBy !== undefined && { decided_by: decidedBy }),
    ...(cancelledBy !== undefined && { cancel_by: cancelledBy }),
  }
  await tx.updateTable('run').set(end).where('id', '=', id).execute()
  const made = { application, run: id, created_by }
  if (release) {
    const recipe = JSON.stringify(release.recipe)
    await tx
      .insertInto('release')
      .values({ ...made, ...release, title, recipe })
      .execute()
    await tx.updateTable('run').set({ release: release.number }).where('id', '=', id).execute()
  }
  if (deployment) {
    const applied = settings ? JSON.stringify(settings) : null
    await tx
      .insertInto('deployment')
      .values({ ...made, ...deployment, settings: applied })
      .execute()
  }
  if (event) await addEvent(tx, event)
  if (!next) return
  const queued = await enqueue(tx, next)
  // As earlier releases read it.
  await tx.updateTable('run').set({ follows: queued }).where('id', '=', id).execute()
  await tx.updateTable('run').set({ follows: id }).where('id', '=', queued).execute()
}
