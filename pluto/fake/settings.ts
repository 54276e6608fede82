/** What an application is deployed with, and what follows from a change of it. */
import type { Place } from '../environment/place.ts'
import type { NewEvent } from '../event/rows.ts'
import type { Settings } from '../rollout/table.ts'
import { addEvent } from './event.ts'
import { enqueue } from './run-rows.ts'
import { byText, isAt, type Row, type Store } from './store.ts'

export const variablesOf = ({ rows }: Store, place: Place): Row<'variable'>[] =>
  rows.variable.filter(isAt(place)).sort(byText((row) => row.name))

export const lastDeployed = (
  { rows }: Store,
  place: Place,
  release?: number,
): Row<'deployment'> | undefined =>
  rows.deployment.findLast((row) => isAt(place)(row) && (release === undefined || row.release === release))

export const settingsOf = (store: Store, place: Place): Settings => ({
  replicas: store.rows.placement.find(isAt(place))?.replicas ?? null,
  variables: Object.fromEntries(
    variablesOf(store, place).map(({ name, sealed, is_secret }) => [name, { sealed, isSecret: is_secret }]),
  ),
})

/** Queues a deploy so that running pods get the change; without a deployment it only adds the event. */
export function redeploy(store: Store, place: Place, event: NewEvent): { run: number | null } {
  addEvent(store, event)
  if (!lastDeployed(store, place)) return { run: null }
  const cause = `${event.kind} ${crypto.randomUUID()}`
  return { run: enqueue(store, { kind: 'deploy', ...place, cause, by: event.by }) }
}
