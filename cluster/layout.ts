/** Which host has which role in a cluster: cluster.yml and hosts.json merged, with defaults. Pure. */
import { overlaps } from '@opads/kernel/cidr'
import type { Choice } from '@opads/parts/part'
import { type ClusterFile, type Fault, refuse, type WrittenCluster } from './cluster-file.ts'
import type { HostsFile } from './contract.ts'

export type Host = HostsFile['hosts'][number]
type Groups = Readonly<Record<'masters' | 'etcds' | 'nodes' | 'balancers' | 'registry', readonly string[]>>
export type Layout = {
  readonly name: string
  /** The domain under which the cloud answers. */
  readonly domain: string
  readonly hosts: readonly Host[]
  readonly groups: Groups
  readonly versions: ClusterFile['versions']
  /** Where clients reach the API server. */
  readonly api: { readonly address: string; readonly port: number }
  readonly ranges: HostsFile['ranges']
  readonly variables: HostsFile['variables']
  /** Optional parts that were chosen with `opads up`. */
  readonly choice: Partial<Choice>
}

/**
 * @param found the cloud's hosts.json; `undefined` where `file` names its hosts itself
 * @param kept what `opads up` was given for this cloud: another domain, optional parts
 * @throws Problem `input.invalid` with every fault
 */
export function layoutOf(
  { file, source, lineOf }: WrittenCluster,
  found: HostsFile | undefined,
  kept: { readonly domain?: string | undefined; readonly choice?: Choice } = {},
): Layout {
  const hosts = file.hosts ?? found?.hosts ?? []
  const ranges = file.ranges ?? found?.ranges
  const names = hosts.map((host) => host.name)
  const groups = groupsOf(file, names)
  const faults = [
    ...(ranges ? rangeFaults(ranges) : [{ path: 'ranges', message: 'is needed where hosts are named here' }]),
    ...sizeFaults(file, names),
    ...groupFaults(groups, names),
    ...apiFaults(file, groups, hosts),
  ]
  refuse(
    source,
    faults.map((fault) => ({ ...fault, line: lineOf(fault.path.split('.').map(keyOf)) })),
  )
  return {
    name: file.name,
    domain: kept.domain ?? `${file.name}.localhost`,
    hosts,
    groups,
    versions: file.versions,
    api: file.api ?? { address: hosts.find((host) => host.name === groups.masters[0])!.address, port: 6443 },
    ranges: ranges!,
    variables: { ...found?.variables, ...file.variables },
    choice: kept.choice ?? {},
  }
}

/** Items of lists are found by number. */
const keyOf = (word: string) => (/^\d+$/.test(word) ? Number(word) : word)

function groupsOf({ size, groups }: ClusterFile, names: readonly string[]): Groups {
  if (size === 'custom' && groups) return groups
  if (size === 'ha') {
    const three = names.slice(0, 3)
    const nodes = names.slice(3)
    return {
      masters: three,
      etcds: three,
      balancers: three,
      nodes: nodes.length > 0 ? nodes : three,
      registry: names.slice(0, 1),
    }
  }
  const first = names.slice(0, 1)
  return { masters: first, etcds: first, nodes: names, balancers: [], registry: first }
}

function sizeFaults({ size, groups }: ClusterFile, names: readonly string[]): Fault[] {
  const faults: Fault[] = []
  if (names.length === 0)
    faults.push({ path: 'hosts', message: 'none are named, and there is no hosts.json' })
  if (size === 'custom' && !groups) faults.push({ path: 'groups', message: 'is needed with size custom' })
  if (size !== 'custom' && groups) faults.push({ path: 'groups', message: 'needs size custom' })
  if (size === 'ha' && names.length < 3)
    faults.push({ path: 'size', message: `ha needs 3 hosts, there are ${names.length}` })
  return faults
}

function groupFaults(groups: Groups, names: readonly string[]): Fault[] {
  const unknown = Object.entries(groups).flatMap(([group, members]) =>
    members.flatMap((name, index): Fault[] => [
      ...(names.includes(name)
        ? []
        : [{ path: `groups.${group}.${index}`, message: `there is no host "${name}"` }]),
      ...(members.indexOf(name) === index
        ? []
        : [{ path: `groups.${group}.${index}`, message: `"${name}" stands here twice` }]),
    ]),
  )
  const even = groups.etcds.length % 2 === 0 && groups.etcds.length > 0
  return [...unknown, ...(even ? [{ path: 'groups.etcds', message: 'needs an odd number of members' }] : [])]
}

function apiFaults({ api }: ClusterFile, groups: Groups, hosts: readonly Host[]): Fault[] {
  const several = groups.masters.length > 1
  const taken = hosts.find((host) => host.address === api?.address)
  return [
    ...(several && !api ? [{ path: 'api', message: 'is needed with several masters: a free address' }] : []),
    ...(several && groups.balancers.length === 0
      ? [{ path: 'groups.balancers', message: 'is needed with several masters' }]
      : []),
    ...(groups.balancers.length > 0 && taken
      ? [{ path: 'api.address', message: `is the address of host ${taken.name}, take a free one` }]
      : []),
    ...(api?.port === 6443 && groups.balancers.some((name) => groups.masters.includes(name))
      ? [{ path: 'api.port', message: 'is the port of the API servers themselves, take another one' }]
      : []),
  ]
}

function rangeFaults(ranges: HostsFile['ranges']): Fault[] {
  const named = Object.entries(ranges).filter(([name]) => name !== 'ipv6')
  return named.flatMap(([name, range], index) =>
    named
      .slice(index + 1)
      .filter(([, other]) => overlaps(range, other))
      .map(([other, otherRange]) => ({
        path: `ranges.${other}`,
        message: `${otherRange} overlaps ${name} ${range}`,
      })),
  )
}
