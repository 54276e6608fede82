/** metrics-server: CPU and memory of pods, for autoscalers and for people. Pure. */
import type { Recipe } from '../recipe.ts'

export const metricsServer: Recipe = {
  name: 'metrics-server',
  version: '0.9.0',
  module: 'metrics-server',
  programs: { 'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server' },
  stamps: ['k8s.io/component-base/version.gitVersion=v0.9.0'],
  estimateSeconds: 230,
}
