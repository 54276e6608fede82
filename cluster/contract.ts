/** The files between rooms. `hosts.json` describes the hosts: `lab` writes it, or a person for real machines. */
import { z } from 'zod'

const address = z.ipv4()
const name = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'takes a-z, 0-9 and -, first a letter')

export const hostsFile = z.strictObject({
  cloud: name,
  hosts: z
    .array(
      z.strictObject({
        name,
        address,
        overlayAddress: address,
        ssh: z.strictObject({
          user: z.string(),
          port: z.int().min(1).max(65535),
          keyFile: z.string(),
          knownHostsFile: z.string(),
        }),
      }),
    )
    .min(1),
  ranges: z.strictObject({
    hosts: z.cidrv4(),
    overlay: z.cidrv4(),
    pods: z.cidrv4(),
    services: z.cidrv4(),
    ipv6: z.cidrv6(),
  }),
  /** Ansible variables that override the roles' defaults, for hosts that differ from real machines. */
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
})
/** `operator.json`: what builds get from `operator` in cluster.yml; a field left out has this machine's value. */
export const operatorFile = z.strictObject({
  environment: z.record(z.string(), z.string()).optional(),
  /** PEM. */
  trust: z.string().optional(),
})
/** `address.json`, which `up` keeps: the domain under which the cloud answers. */
export const addressFile = z.object({ domain: z.string().optional() })
/** `parts.json`, which `up` keeps: the optional parts that were chosen. */
export const choiceFile = z.strictObject({ with: z.array(z.string()), without: z.array(z.string()) })
export type OperatorFile = z.infer<typeof operatorFile>
export type HostsFile = z.infer<typeof hostsFile>

/** Reached before the whole cluster is ready: from then on the registry takes images, or the API takes objects. */
export const milestones = ['registry', 'api'] as const
export type Milestone = (typeof milestones)[number]

/** The answer of `opads cluster plan`. `host` is missing where it is about the cluster as a whole; `say`: a sentence for people. */
export type PlanAnswer = {
  /** Everything is made. */
  readonly isNew: boolean
  readonly differences: readonly { readonly host?: string; readonly say: string }[]
  readonly restarts: readonly { readonly host?: string; readonly what: string; readonly downtime: string }[]
}
