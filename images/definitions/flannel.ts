/** flannel with what it sets rules with, and its CNI program, which an init container copies to the host. Pure. */
import type { Definition } from '../definition.ts'

export const flannel: Definition = {
  name: 'flannel',
  version: 'v0.28.10',
  layers: [
    { debian: [] },
    { debian: ['iptables', 'nftables', 'iproute2'] },
    {
      programs: {
        'usr/local/bin/flanneld': ['flannel', 'flanneld'],
        'opt/cni/bin/flannel': ['cni-flannel', 'flannel'],
      },
    },
  ],
  config: { entrypoint: ['/usr/local/bin/flanneld'] },
}
