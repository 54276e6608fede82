/** Deploys. One that succeeded makes its deployment. */
import { said } from '@opads/kernel/message'
import type { Transaction } from 'kysely'
import { addEvent } from '../../event/rows.ts'
import type { Tables } from '../../store/database.ts'
import type { Kind, Outcome, RunRow } from './kind.ts'

export const deploy: Kind = { leaseSeconds: 15, mostAttempts: 5, succeeded: deployed, cancelled: restored }

async function deployed(tx: Transaction<Tables>, run: RunRow, { settings }: Outcome): Promise<void> {
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

async function restored(tx: Transaction<Tables>, run: RunRow, by: string): Promise<void> {
  const { application, id, release, environment } = run
  const message = said('deploy.cancelled', { by, release: release ?? 0, environment: environment! })
  await addEvent(tx, { application, run: id, by, kind: 'deploy.cancelled', message })
}
