/** Our own provisioner of local volumes, with only Go's standard library. Why it is Go: docs/decisions/0002. Pure. */
import type { Recipe } from '../recipe.ts'

export const localVolumes: Recipe = {
  name: 'local-volumes',
  version: '1',
  module: 'local-volumes',
  programs: { 'local-volumes': '.' },
  estimateSeconds: 30,
}
