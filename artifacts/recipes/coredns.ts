/** CoreDNS: names inside the cluster. Pure. */
import type { Recipe } from '../recipe.ts'

export const coredns: Recipe = {
  name: 'coredns',
  version: '1.15.0',
  module: 'coredns',
  programs: { coredns: 'github.com/coredns/coredns' },
  estimateSeconds: 190,
}
