/** All image definitions. Pure. */
import { Problem } from '@opads/kernel/problem'
import type { Definition } from './definition.ts'
import { haproxy, keepalived } from './definitions/balancers.ts'
import { coredns } from './definitions/coredns.ts'
import { etcd } from './definitions/etcd.ts'
import { flannel } from './definitions/flannel.ts'
import { kubernetesServers } from './definitions/kubernetes.ts'
import { localVolumes } from './definitions/local-volumes.ts'
import { metricsServer } from './definitions/metrics-server.ts'
import { baseStatic, gateway, nginx } from './definitions/nginx.ts'
import { baseNode } from './definitions/node.ts'
import { opads } from './definitions/opads.ts'
import { pause } from './definitions/pause.ts'
import { basePhp } from './definitions/php.ts'
import { postgresql } from './definitions/postgresql.ts'
import { registry } from './definitions/registry.ts'
import { tools } from './definitions/tools.ts'

export const definitions: readonly Definition[] = [
  pause,
  etcd,
  ...kubernetesServers,
  haproxy,
  keepalived,
  registry,
  coredns,
  flannel,
  metricsServer,
  localVolumes,
  nginx,
  gateway,
  postgresql,
  opads,
  baseNode,
  basePhp,
  baseStatic,
  tools,
]

/** @throws Problem `image.unknown` with the names that exist */
export function definitionNamed(name: string): Definition {
  const definition = definitions.find((one) => one.name === name)
  if (!definition)
    throw new Problem('image.unknown', { image: name, known: definitions.map((one) => one.name).join(', ') })
  return definition
}
