/** CoreDNS: names inside the cluster, with plugins of our choice. Pure. */
import type { Recipe } from '../recipe.ts'

export const coredns: Recipe = {
  name: 'coredns',
  version: '1.15.0',
  module: 'coredns',
  programs: { coredns: '.' },
  estimateSeconds: 120,
}
