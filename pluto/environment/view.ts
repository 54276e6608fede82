/** An application in its environments, as the API shows it: database rows joined with live rows of Kubernetes. */
import { render } from '@opads/kernel/problem'
import type { Place } from '../application/address.ts'
import { mayDo, type Rights } from '../gate/roles.ts'
import type { Live } from '../live/rows.ts'
import { openStates, type RunState } from '../run/shown.ts'
import type { Database } from '../store/database.ts'
import { healthOf } from './health.ts'
import { hostOf, namespaceOf, placeKey } from './names.ts'
import { environmentNames } from './shapes.ts'

const urlOf = ({ domain, port }: Place, application: string, environment: string) =>
  `https://${hostOf({ application, environment, domain })}${port === 443 ? '' : `:${port}`}`

export type DeployedPage = Awaited<ReturnType<typeof deployedPage>>

/** Three queries for a whole page of applications, not three per application. */
export async function deployedPage(database: Database, names: readonly string[]) {
  const [environments, deployments, open] = await Promise.all([
    database.selectFrom('environment').selectAll().execute(),
    database
      .selectFrom('deployment')
      .innerJoin('release', (join) =>
        join
          .onRef('release.application', '=', 'deployment.application')
          .onRef('release.number', '=', 'deployment.release'),
      )
      .select([
        'deployment.application',
        'deployment.environment',
        'deployment.release',
        'deployment.at',
        'deployment.created_by',
        'release.commit',
      ])
      .where('deployment.application', 'in', names)
      .distinctOn(['deployment.application', 'deployment.environment'])
      .orderBy('deployment.application')
      .orderBy('deployment.environment')
      .orderBy('deployment.id', 'desc')
      .execute(),
    database
      .selectFrom('run')
      .select(['id', 'application', 'environment', 'state'])
      .where('application', 'in', names)
      .where('kind', '=', 'deploy')
      .where('state', 'in', openStates)
      .execute(),
  ])
  environments.sort((a, b) => environmentNames.indexOf(a.name) - environmentNames.indexOf(b.name))
  return {
    environments,
    deployments: new Map(deployments.map((row) => [placeKey(row), row])),
    open: shownDeploys(open),
  }
}

type OpenDeploy = {
  readonly id: number
  readonly application: string
  readonly environment: string | null
  readonly state: RunState
}
/** The deploy that is shown in each place. Pure. Of several the oldest, which is the one that works; one that waits for a person is passed by others. */
export function shownDeploys(rows: readonly OpenDeploy[]): ReadonlyMap<string, OpenDeploy> {
  const rank = ({ state, id }: OpenDeploy) => (state === 'waiting' ? 2 ** 40 : 0) + id
  return new Map(rows.toSorted((a, b) => rank(b) - rank(a)).map((row) => [placeKey(row), row]))
}

/** The last deployment there, with its live state. */
export function environmentView(
  { live, place }: { readonly live: Live; readonly place: Place },
  caller: Rights,
  row: { readonly name: string; readonly tenant: string },
  { name, cluster }: DeployedPage['environments'][number],
  { deployments, open }: Pick<DeployedPage, 'deployments' | 'open'>,
) {
  const here = placeKey({ application: row.name, environment: name })
  const deployed = deployments.get(here)
  const run = open.get(here)
  // A wait for a person may last days, and must not hide what the pods are.
  const isDeploying = run !== undefined && run.state !== 'waiting'
  const pods = live.pods(row.name, name)
  const deployment = live.deployment(row.name, name)
  const { state, message } = healthOf(deployment, pods, isDeploying, live.unknown('applications'))
  return {
    name,
    cluster,
    namespace: namespaceOf(row.tenant, name),
    url: urlOf(place, row.name, name),
    state,
    message,
    reason: message && render(message),
    release: deployed?.release ?? null,
    commit: deployed?.commit ?? null,
    deployedAt: deployed?.at.toISOString() ?? null,
    deployedBy: deployed?.created_by ?? null,
    run: run?.id ?? null,
    podsReady: pods.filter((pod) => pod.state === 'ready').length,
    podsWanted: deployment?.wanted ?? 0,
    mayDo: mayDo(caller, { tenant: row.tenant, application: row.name, environment: name }),
  }
}
