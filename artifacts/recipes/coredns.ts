/** CoreDNS, with only the plugins that a cluster needs. Pure. */
import type { Recipe } from '../recipe.ts'

export const coredns: Recipe = {
  name: 'coredns',
  version: '1.15.0',
  module: 'coredns',
  programs: { coredns: '.' },
  estimateSeconds: 120,
}
