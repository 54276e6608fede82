/** metrics-server: CPU and memory of pods. Pure. */
import type { Part } from '../part.ts'

export const metricsServer: Part = {
  name: 'metrics-server',
  title: 'Measurements of pods',
  needs: ['network', 'kube-proxy'],
  install: { by: 'template' },
  optional: 'included', // only `kubectl top` asks it
  imagePrograms: ['metrics-server'],
  images: { preloaded: ['metrics-server'] },
  workloads: [{ kind: 'Deployment', namespace: 'kube-system', name: 'metrics-server' }],
  isAwaited: false, // it is ready after its first measurements
}
