/** metrics-server. Pure. */
import type { Definition } from '../definition.ts'

export const metricsServer: Definition = {
  name: 'metrics-server',
  version: 'v0.9.0',
  layers: [{ programs: { 'usr/local/bin/metrics-server': ['metrics-server', 'metrics-server'] } }],
  config: { entrypoint: ['/usr/local/bin/metrics-server'], user: '10001:10001', ports: [10250] },
}
