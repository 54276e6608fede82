/** Builds. One that succeeded makes its release, and queues the deploy of it to sit. */

import { built } from '@opads/delivery/contract'
import { said } from '@opads/kernel/message'
import { shortCommit } from '@opads/kernel/short-commit'
import type { Transaction } from 'kysely'
import { addEvent } from '../../event/rows.ts'
import type { Tables } from '../../store/database.ts'
import { enqueue } from '../rows.ts'
import type { Kind, Outcome, RunRow } from './kind.ts'

export const build: Kind = { leaseSeconds: 15, mostAttempts: 5, succeeded: released }

async function released(tx: Transaction<Tables>, run: RunRow, { result }: Outcome): Promise<void> {
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
  const message = said('release.built', { release: number, commit: shortCommit(commit) })
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
