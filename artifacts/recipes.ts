/** All recipes, in the order in which a new cloud needs them. Pure. */
import type { Recipe } from './recipe.ts'
import { cniFlannel, cniPlugins } from './recipes/cni-plugins.ts'
import { containerd } from './recipes/containerd.ts'
import { coredns } from './recipes/coredns.ts'
import { crane } from './recipes/crane.ts'
import { crictl } from './recipes/crictl.ts'
import { etcd36, etcd37 } from './recipes/etcd.ts'
import { flannel } from './recipes/flannel.ts'
import { kubernetes136, kubernetes137 } from './recipes/kubernetes.ts'
import { localVolumes } from './recipes/local-volumes.ts'
import { metricsServer } from './recipes/metrics-server.ts'
import { registry } from './recipes/registry.ts'
import { runc } from './recipes/runc.ts'

export const recipes: readonly Recipe[] = [
  etcd37,
  containerd,
  runc,
  crictl,
  cniPlugins,
  cniFlannel,
  registry,
  flannel,
  coredns,
  kubernetes137,
  metricsServer,
  localVolumes,
  etcd36,
  kubernetes136,
  crane,
]
