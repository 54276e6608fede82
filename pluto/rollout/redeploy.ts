/** After a change of what an application runs with. */
import type { Place } from '../environment/place.ts'
import { addEvent } from '../event/rows.ts'
import { enqueue } from '../run/rows.ts'
import type { Database } from '../store/database.ts'
import { lastDeployed } from './settings.ts'

/** What runs is rolled over so that it sees the change; without a deployment there is nothing to do. */
export async function redeploy(
  database: Database,
  place: Place,
  { by, kind, text }: { readonly by: string; readonly kind: string; readonly text: string },
): Promise<{ run: number | null }> {
  await addEvent(database, { application: place.application, by, kind, text })
  if ((await lastDeployed(database, place)) === undefined) return { run: null }
  // Which release is decided when the run begins: one that is being deployed now is not undone.
  const cause = `${kind} ${crypto.randomUUID()}`
  return { run: await enqueue(database, { kind: 'deploy', ...place, cause, by }) }
}
