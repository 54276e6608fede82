/** The cloud's registry: one storage driver, accounts in a file. Pure. */
import type { Recipe } from '../recipe.ts'

export const registry: Recipe = {
  name: 'registry',
  version: '3.1.2',
  module: 'registry',
  programs: { registry: '.' },
  stamps: ['github.com/distribution/distribution/v3/version.version=v3.1.2'],
  estimateSeconds: 40,
}
