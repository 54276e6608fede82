/** CoreDNS. Pure. */
import type { Part } from '../part.ts'

export const coredns: Part = {
  name: 'coredns',
  title: 'Names in the cluster',
  needs: ['network', 'kube-proxy'],
  provides: ['names'],
  install: { by: 'template' },
  imagePrograms: ['coredns'],
  images: { preloaded: ['coredns'] },
  workloads: [{ kind: 'Deployment', namespace: 'kube-system', name: 'coredns' }],
}
