/** Kubernetes: kubeadm, the kubelet as a unit, the control plane as static pods, kube-proxy in the cluster. Pure. */
import type { Part } from '../part.ts'

export const kubernetes: Part = {
  name: 'kubernetes',
  title: 'Kubernetes',
  needs: ['containerd', 'etcd'],
  install: { by: 'playbook', tags: { master: ['masters'], node: ['nodes'] } },
  versions: ['1.37.2'],
  hostPrograms: [{ recipe: 'kubernetes-{version}', links: ['kubelet', 'kubeadm', 'kubectl'] }],
  imagePrograms: ['kubernetes-{version}'],
  images: { preloaded: ['pause', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] },
  namespaces: ['kube-system'],
  ports: [6443, 10250, 10257, 10259],
}
export const kubeProxy: Part = {
  name: 'kube-proxy',
  title: 'Addresses of services',
  needs: ['kubernetes'],
  install: { by: 'template' },
  images: { preloaded: ['kube-proxy'] },
  ports: [10249, 10256],
  workloads: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'kube-proxy' }],
}
