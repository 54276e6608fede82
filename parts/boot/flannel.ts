/** flannel, the pod network without isolation between tenants. Pure. */
import type { Part } from '../part.ts'

export const flannel: Part = {
  name: 'flannel',
  title: 'Network of pods',
  needs: ['kubernetes'],
  provides: ['network'],
  install: { by: 'template' },
  hostPrograms: [
    { recipe: 'cni-plugins', folder: '/opt/cni/bin' },
    { recipe: 'cni-flannel', folder: '/opt/cni/bin' },
  ],
  imagePrograms: ['flannel'],
  images: { preloaded: ['flannel'] },
  workloads: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'flannel' }],
}
