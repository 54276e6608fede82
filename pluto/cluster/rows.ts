/** Clusters are database rows; so far there is only the one that Pluto runs on. */
import { faultOf } from '@opads/kernel/fault'
import type { Caller } from '@opads/serve/route'
import { type EnvironmentName, environmentNames } from '../environment/shapes.ts'
import type { Live, Unknown } from '../live/rows.ts'
import type { PodRow } from '../pod/row.ts'
import type { Database } from '../store/database.ts'
import type { NodeRow } from './node-row.ts'

const here = 'main'

/** Adds the cluster that Pluto runs on, and all environments to it. */
export async function ensureCluster(database: Database): Promise<void> {
  await database
    .insertInto('cluster')
    .values({ name: here })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await database
    .insertInto('environment')
    .values(environmentNames.map((name) => ({ name, cluster: here })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A cluster without nodes needs attention: nothing can run there. */
const stateOf = (nodes: readonly NodeRow[]) =>
  nodes.length > 0 && nodes.every((node) => node.isReady) ? ('ready' as const) : ('attention' as const)

type Sources = { readonly database: Database; readonly live: Live }

/** Pods are counted that the caller may see. */
export async function listClusters({ database, live }: Sources, caller: Caller) {
  const [clusters, environments, applications] = await Promise.all([
    database.selectFrom('cluster').selectAll().orderBy('name').execute(),
    database.selectFrom('environment').selectAll().execute(),
    caller.isAdmin ? undefined : applicationsOf(database, Object.keys(caller.roles)),
  ])
  const seen = (pods: readonly PodRow[]) =>
    applications ? pods.filter(({ application }) => applications.has(application)) : pods
  return {
    items: clusters.map(({ name }) => {
      const isHere = name === here
      return clusterView(name, environments, {
        nodes: isHere ? live.nodes() : [],
        unknown: isHere ? live.unknown('nodes') : undefined,
        podsOn: (node) => seen(live.podsOn(node)).length,
      })
    }),
  }
}

async function applicationsOf(database: Database, tenants: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('application')
    .select('name')
    .where('tenant', 'in', ['', ...tenants])
    .execute()
  return new Set(rows.map(({ name }) => name))
}

type Seen = {
  readonly nodes: readonly NodeRow[]
  readonly unknown: Unknown | undefined
  /** How many pods that the caller may see run there. */
  readonly podsOn: (node: string) => number
}

export const clusterView = (
  name: string,
  environments: readonly { readonly name: EnvironmentName; readonly cluster: string }[],
  { nodes, unknown, podsOn }: Seen,
) => ({
  name,
  state: unknown ? ('unknown' as const) : stateOf(nodes),
  unknown: unknown ? { since: unknown.since.toISOString(), problem: faultOf(unknown.problem) } : null,
  environments: environmentNames.filter((one) =>
    environments.some((row) => row.name === one && row.cluster === name),
  ),
  kubernetes: nodes[0]?.kubernetes ?? null,
  nodes: nodes.map((node) => ({ name: node.name, isReady: node.isReady, pods: podsOn(node.name) })),
})
