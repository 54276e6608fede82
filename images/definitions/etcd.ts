/** etcd with etcdctl and etcdutl, for people who exec into the container. Pure. */
import type { Definition } from '../definition.ts'

const folder = 'usr/local/bin'

export const etcd: Definition = {
  name: 'etcd',
  version: '3.7.3',
  layers: [
    {
      programs: {
        [`${folder}/etcd`]: ['etcd-3.7.3', 'etcd'],
        [`${folder}/etcdctl`]: ['etcd-3.7.3', 'etcdctl'],
        [`${folder}/etcdutl`]: ['etcd-3.7.3', 'etcdutl'],
      },
    },
  ],
  config: { entrypoint: ['/usr/local/bin/etcd'], ports: [2379, 2380] },
}
