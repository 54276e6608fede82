/** The file in which hosts and cluster meet: `lab` writes it, or a person does for real machines. */
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
  /** Ansible variables over the roles' defaults, for hosts that differ from real machines. */
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
})
/** `operator.json`, what builds get of the operator's words in cluster.yml; what is left out is as this machine has it. */
export const operatorFile = z.strictObject({
  environment: z.record(z.string(), z.string()).optional(),
  /** PEM. */
  trust: z.string().optional(),
})
/** `address.json`, which `up` keeps: the domain under which the cloud answers. */
export const addressFile = z.object({ domain: z.string().optional() })
export type OperatorFile = z.infer<typeof operatorFile>
export type HostsFile = z.infer<typeof hostsFile>

/** What a run says when others may use it, though the whole cluster is not ready yet: the registry takes images, the API objects. */
export const milestones = ['registry', 'api'] as const
export type Milestone = (typeof milestones)[number]
export const milestoneLine = (milestone: Milestone, cloud: string): string =>
  `● the ${milestone === 'api' ? 'API' : milestone} of ${cloud} answers`
