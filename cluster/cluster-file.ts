/** Parses and validates `cluster.yml`, in which a person describes a cluster: every fault at once with its path and line. Pure. */
import { cloudNameRule, isCloudName } from '@opads/kernel/cloud-name'
import { type Fault, invalidInput } from '@opads/kernel/invalid-input'
import { catalogue } from '@opads/parts/catalogue'
import { versionsOf } from '@opads/parts/lists'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { hostsFile } from './contract.ts'
import { registryKinds } from './operator.ts'

const hostName = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'takes a-z, 0-9 and -, first a letter')
const group = z.array(hostName)

/** Only what this checkout has a recipe and images for; another version would fail when hosts are already changed. */
const versionOf = (part: string) => {
  const [first, ...more] = versionsOf(catalogue)[part]!
  const list = [first!, ...more] as const
  return z.enum(list, `is not made by this checkout, which makes ${list.join(' and ')}`).default(first!)
}

const clusterFile = z.strictObject({
  name: z.string().refine(isCloudName, cloudNameRule),
  size: z.enum(['single', 'ha', 'custom']).default('single'),
  groups: z
    .strictObject({
      masters: group.min(1),
      etcds: group.min(1),
      nodes: group.min(1),
      balancers: group.default([]),
      registry: group.length(1),
    })
    .optional(),
  hosts: hostsFile.shape.hosts.optional(),
  api: z.strictObject({ address: z.ipv4(), port: z.int().min(1).max(65535).default(8443) }).optional(),
  versions: z
    .strictObject({
      kubernetes: versionOf('kubernetes'),
      etcd: versionOf('etcd'),
    })
    .prefault({}),
  network: z.strictObject({ kind: z.enum(['flannel']) }).default({ kind: 'flannel' }),
  ranges: hostsFile.shape.ranges.optional(),
  operator: z
    .strictObject({
      registries: z.partialRecord(z.enum(registryKinds), z.url()).default({}),
      trust: z.array(z.string().startsWith('/', 'takes an absolute path')).default([]),
    })
    .optional(),
  variables: hostsFile.shape.variables.default({}),
})
export type ClusterFile = z.infer<typeof clusterFile>

/** `path` as in `groups.masters.0`. */
export type { Fault }

/** The line of the deepest part of a path that is in the file. */
type LineOf = (path: readonly PropertyKey[]) => number | undefined
/** A valid file and the lines of its values, so that faults found later have a line too. */
export type WrittenCluster = { readonly file: ClusterFile; readonly source: string; readonly lineOf: LineOf }

/** The cluster without a file: one host has every role. @throws Problem `input.invalid` */
export function defaultCluster(name: string): WrittenCluster {
  refuse('opads cluster', isCloudName(name) ? [] : [{ path: '--cloud', message: cloudNameRule }])
  return { file: clusterFile.parse({ name }), source: 'the default of one host', lineOf: () => undefined }
}

/** @throws Problem `input.invalid` with every fault */
export function parseClusterFile(text: string, source: string): WrittenCluster {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  refuse(
    source,
    document.errors.map(({ pos, message }) => ({ path: '', line: lines.linePos(pos[0]).line, message })),
  )
  const lineOf: LineOf = (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  const { data, error } = clusterFile.safeParse(document.toJS())
  refuse(
    source,
    (error?.issues ?? []).flatMap((issue): Fault[] => {
      const isUnknown = issue.code === 'unrecognized_keys'
      const paths = isUnknown ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
      const message = isUnknown ? 'is no word of this file' : issue.message
      return paths.map((path) => ({ path: path.join('.'), line: lineOf(path), message }))
    }),
  )
  return { file: data!, source, lineOf }
}

/** @throws Problem `input.invalid` if there are faults, in the order of their lines */
export function refuse(source: string, faults: readonly Fault[]): void {
  if (faults.length === 0) return
  const sorted = [...faults].sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
  throw invalidInput(source, sorted)
}
