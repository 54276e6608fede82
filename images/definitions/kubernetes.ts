/** The Kubernetes servers: one layer with the one program, and an image a server that starts it under its name. Pure. */
import type { Definition } from '../definition.ts'

const version = '1.37.2'
const servers = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const
const layer = {
  programs: { 'usr/local/bin/kubernetes': [`kubernetes-${version}`, 'kubernetes'] as const },
  links: Object.fromEntries(
    [...servers, 'kube-proxy'].map((name) => [`usr/local/bin/${name}`, 'kubernetes']),
  ),
}
const image = (name: string): Definition => ({
  name,
  version: `v${version}`, // kubeadm asks for this tag
  layers: [layer],
  config: { entrypoint: [`/usr/local/bin/${name}`] },
})

/** kube-proxy starts `nft`, which needs the names of protocols: without them a restarted kube-proxy takes its own rules for foreign ones. */
const proxy: Definition = {
  ...image('kube-proxy'),
  layers: [layer, { debian: [] }, { debian: ['netbase', 'nftables', 'conntrack'] }],
}
export const kubernetesServers: readonly Definition[] = [...servers.map(image), proxy]
