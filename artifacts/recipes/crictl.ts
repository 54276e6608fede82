/** crictl: shows pods, containers and images in containerd. Pure. */
import type { Recipe } from '../recipe.ts'

export const crictl: Recipe = {
  name: 'crictl',
  version: '1.36.0',
  module: 'crictl',
  programs: { crictl: 'sigs.k8s.io/cri-tools/cmd/crictl' },
  stamps: ['sigs.k8s.io/cri-tools/pkg/version.Version=v1.36.0'],
  estimateSeconds: 40,
}
