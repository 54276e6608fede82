/** etcd, a container of hosts. Pure. */
import type { Part } from '../part.ts'

export const etcd: Part = {
  name: 'etcd',
  title: 'Database of the cluster',
  needs: ['containerd'],
  install: { by: 'playbook', tags: { etcd: ['etcds'] } },
  versions: ['3.7.3'],
  imagePrograms: ['etcd-{version}'],
  images: { container: ['etcd'] },
  ports: [2379, 2380],
  state: [{ path: '/var/lib/etcd', holds: 'objects of the cluster' }],
}
