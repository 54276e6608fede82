/** Volumes on the disk of the node where their pod runs. Pure. */
import type { Part } from '../part.ts'

export const localVolumes: Part = {
  name: 'local-volumes',
  title: 'Volumes',
  needs: ['kubernetes'],
  install: { by: 'template' },
  imagePrograms: ['local-volumes'],
  images: { preloaded: ['local-volumes'] },
  state: [{ path: '/var/lib/opads-volumes', holds: 'volumes' }],
  workloads: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'local-volumes' }],
}
