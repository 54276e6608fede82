/** crane of go-containerregistry: the bench of images compares us with it. Never part of a cloud. Pure. */
import type { Recipe } from '../recipe.ts'

export const crane: Recipe = {
  name: 'crane',
  version: '0.22.1',
  module: 'crane',
  programs: { crane: 'github.com/google/go-containerregistry/cmd/crane' },
  estimateSeconds: 40,
}
