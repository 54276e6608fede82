/** Deploys a change of settings. */
import type { Message } from '@opads/kernel/message'
import type { Place } from '../environment/place.ts'
import { addEvent } from '../event/rows.ts'
import { enqueue } from '../run/rows.ts'
import type { Database } from '../store/database.ts'
import { lastDeployed } from './settings.ts'

/** Queues a deploy so that running pods get the change; without a deployment it only adds the event. */
export async function redeploy(
  database: Database,
  place: Place,
  { by, kind, message }: { readonly by: string; readonly kind: string; readonly message: Message },
): Promise<{ run: number | null }> {
  await addEvent(database, { application: place.application, by, kind, message })
  if ((await lastDeployed(database, place)) === undefined) return { run: null }
  // The release is chosen when the run begins, so that a deploy in progress is not undone.
  const cause = `${kind} ${crypto.randomUUID()}`
  return { run: await enqueue(database, { kind: 'deploy', ...place, cause, by }) }
}
