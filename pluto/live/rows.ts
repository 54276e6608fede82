/** Live state of applications and nodes: rows in memory, kept current by list and watch, shared by all readers. */
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { haveUserNamespaces } from '@opads/kernel/user-namespaces'
import type { Kube } from '@opads/world/kube/client'
import type { ListWatch, listWatch, WatchState } from '@opads/world/kube/list-watch'
import { type NodeRow, nodeRow } from '../cluster/node-row.ts'
import { placeKey } from '../environment/names.ts'
import type { EnvironmentName } from '../environment/shapes.ts'
import { type PodRow, podRow } from '../pod/row.ts'
import { type DeploymentRow, deploymentRow } from '../rollout/progress.ts'
import type { Change } from '../stream/shapes.ts'

/** Why the rows may be stale. */
export type Unknown = { readonly since: Date; readonly problem: Problem }
export type Live = {
  readonly pods: (application: string, environment?: EnvironmentName) => readonly PodRow[]
  readonly deployment: (application: string, environment: EnvironmentName) => DeploymentRow | undefined
  readonly nodes: () => readonly NodeRow[]
  /** Whether tenants' pods get their own user namespaces; `undefined`: nodes are unknown. */
  readonly userNamespaces: () => boolean | undefined
  readonly podsOn: (node: string) => readonly PodRow[]
  /** `undefined` while the rows are current; `applications`: pods and Deployments. */
  readonly unknown: (what: 'nodes' | 'applications') => Unknown | undefined
}
/** A lost watch is mostly back at once: its rows count as current for this long. */
const graceMs = 15_000

/** Pure. @param now milliseconds. @param started when the first list was requested */
export function unknownOf(
  { isReady, state }: Pick<ListWatch<unknown>, 'isReady' | 'state'>,
  now: number,
  started: Date,
): Unknown | undefined {
  const is = state()
  if (is.kind === 'failing')
    return isReady() && now - is.since.getTime() < graceMs
      ? undefined
      : { since: is.since, problem: is.problem }
  if (isReady()) return undefined
  return {
    since: started,
    problem: new Problem('kube.away', { reason: said('kube.first-answer') }),
  }
}
const managed = 'app.kubernetes.io/managed-by=opads'

/** @param watch the real list-watch. @param publish called with each change; `all` after a list and when rows become known or unknown */
export function live(
  kube: Kube,
  watch: typeof listWatch,
  publish: (change: Change | 'all') => void,
  signal: AbortSignal,
): Live {
  const onChange = (row?: { readonly application: string }) =>
    publish(row ? { topic: 'pods', application: row.application } : 'all')
  const onState = ({ kind }: WatchState) => {
    publish('all')
    // Until then the rows count as current, afterwards as unknown.
    if (kind === 'failing') setTimeout(() => publish('all'), graceMs + 100).unref()
  }
  const pods = watch(kube, {
    path: '/api/v1/pods',
    selector: managed,
    project: podRow,
    indexes: { application: ({ application }) => application, place: placeKey, node: ({ node }) => node },
    onChange,
    onState,
    signal,
  })
  const deployments = watch(kube, {
    path: '/apis/apps/v1/deployments',
    selector: managed,
    project: deploymentRow,
    indexes: { place: placeKey },
    onChange,
    onState,
    signal,
  })
  const nodes = watch(kube, { path: '/api/v1/nodes', project: nodeRow, onChange: () => {}, onState, signal })
  const started = new Date()
  const newest = (a: PodRow, b: PodRow) =>
    a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.name < b.name ? -1 : 1
  const unknown: Live['unknown'] = (what) => {
    const watches = what === 'nodes' ? [nodes] : [pods, deployments]
    return watches.map((one) => unknownOf(one, Date.now(), started)).find((one) => one !== undefined)
  }
  return {
    pods: (application, environment) => {
      const rows =
        environment === undefined
          ? pods.rowsBy('application', application)
          : pods.rowsBy('place', placeKey({ application, environment }))
      return [...rows.values()].sort(newest)
    },
    deployment: (application, environment) =>
      deployments.rowsBy('place', placeKey({ application, environment })).values().next().value,
    nodes: () => [...nodes.rows.values()],
    userNamespaces: () => (unknown('nodes') ? undefined : haveUserNamespaces([...nodes.rows.values()])),
    podsOn: (node) => [...pods.rowsBy('node', node).values()],
    unknown,
  }
}
