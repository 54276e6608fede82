/** etcd with etcdctl and etcdutl. Two versions, for the upgrade. Pure. */
import type { Recipe } from '../recipe.ts'

const etcd = (version: string, module: string, estimateSeconds: number): Recipe => ({
  name: `etcd-${version}`,
  version,
  module,
  programs: {
    etcd: 'go.etcd.io/etcd/server/v3',
    etcdctl: 'go.etcd.io/etcd/etcdctl/v3',
    etcdutl: 'go.etcd.io/etcd/etcdutl/v3',
  },
  estimateSeconds,
})

export const etcd37 = etcd('3.7.3', 'etcd-3.7', 80)
export const etcd36 = etcd('3.6.16', 'etcd-3.6', 30)
