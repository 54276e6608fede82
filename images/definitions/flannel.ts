/** flannel, the pod network without isolation between tenants; it runs `nft` and `iptables`. Pure. */
import type { Definition } from '../definition.ts'

export const flannel: Definition = {
  name: 'flannel',
  version: '0.28.10',
  layers: [
    { programs: { 'usr/local/bin/flanneld': ['flannel', 'flanneld'] } },
    { debian: [] },
    { debian: ['netbase', 'nftables', 'conntrack'] },
    { debian: ['iptables'] }, // deletes rules that flannel's iptables mode left
  ],
  config: { entrypoint: ['/usr/local/bin/flanneld'] },
}
