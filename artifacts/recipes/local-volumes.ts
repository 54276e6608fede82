/** Our own provisioner of local volumes, from Go's standard library alone. Why it is Go: docs/decisions/0002. Pure. */
import type { Recipe } from '../recipe.ts'

export const localVolumes: Recipe = {
  name: 'local-volumes',
  version: '1',
  module: 'local-volumes',
  programs: { 'local-volumes': '.' },
  estimateSeconds: 30,
}
