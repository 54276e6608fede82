/** What a run does about differences: tags and hosts for Ansible, restarts, expected downtime. Pure. */

import { tagsOf } from '@opads/parts/lists'
import { type Difference, sentenceOf } from './differences.ts'
import type { Layout } from './layout.ts'
import { partsOf } from './parts.ts'
import type { WantedCluster } from './wanted.ts'

type Restart = { readonly host?: string; readonly what: string; readonly downtime: string }
export type Plan = {
  readonly differences: readonly Difference[]
  /** kubeadm has not finished on the first master: everything is made. */
  readonly isNew: boolean
  readonly tags: readonly string[]
  readonly hosts: readonly string[]
  readonly restarts: readonly Restart[]
}

export function planOf(differences: readonly Difference[], wanted: WantedCluster, layout: Layout): Plan {
  const [firstMaster] = layout.groups.masters
  const isNew = differences.some(
    (one) => one.host === firstMaster && one.kind === 'kubeadm' && one.state === 'gone',
  )
  const forAnsible = differences.filter((one) => !isDeletion(one))
  const tags = new Set(forAnsible.map((one) => one.tag))
  const hosts = new Set(forAnsible.map((one) => one.host ?? firstMaster!))
  const order = [...tagsOf(partsOf(layout)), 'tidy']
  return {
    differences,
    isNew,
    tags: order.filter((tag) => tags.has(tag)),
    hosts: layout.hosts.map((host) => host.name).filter((name) => hosts.has(name)),
    restarts: isNew ? [] : restartsOf(differences, wanted, layout),
  }
}

/** Deleted through the API. Old images are dropped by Ansible. */
const isDeletion = ({ kind, state }: Difference) => kind === 'object' && state === 'no longer wanted'

/** Everything on every host. */
export const newPlan = ({ hosts }: Layout): Plan => ({
  differences: [],
  isNew: true,
  tags: [],
  hosts: hosts.map((host) => host.name),
  restarts: [],
})

function restartsOf(differences: readonly Difference[], wanted: WantedCluster, layout: Layout): Restart[] {
  const found = differences.flatMap((one): Restart[] => {
    if (one.kind === 'object') return []
    const host = wanted.hosts[one.host!]!
    if (one.kind === 'unit' || one.kind === 'container')
      return [{ host: one.host!, what: `${one.kind} ${one.name}`, downtime: downtimeOf(one.name, layout) }]
    if (one.kind === 'kubeadm')
      return [{ host: one.host!, what: 'static pods and kubelet', downtime: downtimeOf('masters', layout) }]
    const readers = [...Object.entries(host.units), ...Object.entries(host.containers)]
    return readers
      .filter(([, reader]) => reader.reads.includes(one.name))
      .map(([name]) => ({
        host: one.host!,
        what: `${name in host.units ? 'unit' : 'container'} ${name}`,
        downtime: downtimeOf(name, layout),
      }))
  })
  return [...new Map(found.map((one) => [`${one.host} ${one.what}`, one])).values()]
}

/** What users of the cluster notice while `name` restarts. */
function downtimeOf(name: string, { groups }: Layout): string {
  if (name === 'etcd') return groups.etcds.length > 1 ? 'none' : 'the API for about 5 s'
  if (name === 'masters') return groups.masters.length > 1 ? 'none' : 'the API for about 15 s'
  if (name === 'registry') return 'pulls and pushes for about 2 s'
  if (name === 'haproxy' || name === 'keepalived') return 'open connections to the API through this host'
  return 'none, containers go on'
}

function ansibleText(isNew: boolean, tags: readonly string[], hosts: readonly string[]): string {
  if (isNew) return 'Ansible runs all parts.'
  return tags.length === 0
    ? 'Ansible has nothing to do.'
    : `Ansible runs ${tags.join(', ')} on ${hosts.join(', ')}.`
}

export function planText({ differences, isNew, tags, hosts, restarts }: Plan): string {
  if (differences.length === 0) return 'Nothing differs.\n'
  const lines = isNew
    ? [
        `A new cluster on ${hosts.join(', ')}: everything is made.`,
        `${differences.length} things are not there yet.`,
      ]
    : [...differences.map((one) => `  ○ ${sentenceOf(one)}`)]
  const downtime = restarts.map(
    ({ host, what, downtime: effect }) => `  ↻ ${host}: ${what}. Downtime: ${effect}`,
  )
  return [
    ...lines,
    '',
    ansibleText(isNew, tags, hosts),
    ...(restarts.length > 0 ? ['Restarts:', ...downtime] : isNew ? [] : ['Nothing is restarted.']),
    '',
  ].join('\n')
}
