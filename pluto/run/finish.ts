/** Ends a run and writes its results in one transaction: a build's release and deploy run to sit, or a deploy's deployment. */
import { built } from '@opads/delivery/contract'
import { type Fault, messageOfFault } from '@opads/kernel/fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Selectable, Transaction } from 'kysely'
import { addEvent } from '../event/rows.ts'
import type { Settings } from '../rollout/table.ts'
import type { Database, Tables } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import { enqueue } from './rows.ts'

type End = {
  readonly worker: string
  readonly problem?: Fault | undefined
  readonly result?: unknown
  /** The settings that a deploy applied. */
  readonly settings?: Settings
  /** Who cancelled the deploy; the previous release is restored already. */
  readonly cancelledBy?: string
}
type Run = Selectable<Tables['run']>

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
    else if (cancelledBy !== undefined)
      await addEvent(tx, {
        application,
        run: id,
        by: cancelledBy,
        kind: 'deploy.cancelled',
        message: said('deploy.cancelled', {
          by: cancelledBy,
          release: run.release ?? 0,
          environment: run.environment!,
        }),
      })
    else if (run.kind === 'build') await released(tx, run, result)
    else await deployed(tx, run, settings)
  })
}

async function released(tx: Transaction<Tables>, run: Run, result: unknown): Promise<void> {
  const { application, created_by: by, title, id } = run
  const { commit, image, recipe } = built.parse(result)
  // Leases allow one build per application, so the number is free; the primary key would refuse a duplicate.
  const last = await tx
    .selectFrom('release')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('application', '=', application)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await tx
    .insertInto('release')
    .values({
      application,
      number,
      commit,
      title,
      image,
      recipe: JSON.stringify(recipe),
      run: id,
      created_by: by,
    })
    .execute()
  const message = said('release.built', { release: number, commit: commit.slice(0, 8) })
  await addEvent(tx, { application, run: id, by, kind: 'build.succeeded', message })
  const deploy = await enqueue(tx, {
    kind: 'deploy',
    application,
    environment: 'sit',
    cause: `build ${id}`,
    by,
    commit,
    release: number,
    builtFrom: id,
    ...(title !== null && { title }),
  })
  await tx.updateTable('run').set({ release: number, follows: deploy }).where('id', '=', id).execute()
  await tx.updateTable('run').set({ follows: id }).where('id', '=', deploy).execute() // as earlier releases read it
}

async function deployed(tx: Transaction<Tables>, run: Run, settings: Settings | undefined): Promise<void> {
  const { application, created_by: by, id } = run
  const environment = run.environment!
  const release = run.release!
  await tx
    .insertInto('deployment')
    .values({
      application,
      environment,
      release,
      run: id,
      created_by: by,
      settings: settings ? JSON.stringify(settings) : null,
    })
    .execute()
  const message = said('release.running', { release, environment })
  await addEvent(tx, { application, run: id, by, kind: 'deploy.succeeded', message })
}
