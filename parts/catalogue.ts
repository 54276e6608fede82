/** Everything that a cloud may consist of; the only list of parts. Pure. */
import { deliveryPart } from '@opads/delivery/part'
import { gatewayPart } from '@opads/gateway/part'
import { databasePart, plutoPart } from '@opads/pluto/part'
import { haproxy, keepalived } from './boot/balancers.ts'
import { coredns } from './boot/coredns.ts'
import { etcd } from './boot/etcd.ts'
import { flannel } from './boot/flannel.ts'
import { containerd } from './boot/hosts.ts'
import { kubeProxy, kubernetes } from './boot/kubernetes.ts'
import { localVolumes } from './boot/local-volumes.ts'
import { metricsServer } from './boot/metrics-server.ts'
import { registry } from './boot/registry.ts'
import type { Part } from './part.ts'
import { samplePart } from './sample.ts'
import { systemPart } from './system.ts'

export const catalogue: readonly Part[] = [
  containerd,
  etcd,
  registry,
  haproxy,
  keepalived,
  kubernetes,
  flannel,
  kubeProxy,
  coredns,
  metricsServer,
  localVolumes,
  systemPart,
  databasePart,
  gatewayPart,
  plutoPart,
  deliveryPart,
  samplePart,
]
