/** flannel with only the backends that we use: of the others, one needs a cloud vendor's library that is gone, one needs C. Pure. */
import type { Recipe } from '../recipe.ts'

export const flannel: Recipe = {
  name: 'flannel',
  version: '0.28.10',
  module: 'flannel',
  programs: { flanneld: '.' },
  source: {
    module: 'github.com/flannel-io/flannel',
    file: 'main.go',
    without: ['alloc', 'extension', 'ipip', 'ipsec', 'tencentvpc', 'udp', 'wireguard'].map(
      (backend) => `backend/${backend}"`,
    ),
  },
  stamps: ['github.com/flannel-io/flannel/pkg/version.Version=v0.28.10'],
  estimateSeconds: 60,
}
