/** metrics-server: CPU and memory of pods and nodes for the API. Pure. */
import type { Definition } from '../definition.ts'

export const metricsServer: Definition = {
  name: 'metrics-server',
  version: '0.9.0',
  layers: [{ programs: { 'usr/local/bin/metrics-server': ['metrics-server', 'metrics-server'] } }],
  config: { entrypoint: ['/usr/local/bin/metrics-server'], user: '10001:10001', ports: [10250] },
}
