/** CoreDNS. Pure. */
import type { Definition } from '../definition.ts'

export const coredns: Definition = {
  name: 'coredns',
  version: 'v1.15.0',
  layers: [{ programs: { coredns: ['coredns', 'coredns'] } }],
  config: { entrypoint: ['/coredns'], ports: [53] },
}
