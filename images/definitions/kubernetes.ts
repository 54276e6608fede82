/** The Kubernetes servers: one image per server; all share one layer with one program, which is started by the server's name. Pure. */
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

/** kube-proxy runs `nft`, which needs protocol names (netbase): without them a restarted kube-proxy does not recognize its own rules. */
const proxy: Definition = {
  ...image('kube-proxy'),
  layers: [layer, { debian: [] }, { debian: ['netbase', 'nftables', 'conntrack'] }],
}
export const kubernetesServers: readonly Definition[] = [...servers.map(image), proxy]
