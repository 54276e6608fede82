/** The cloud's registry, which runs on the first host. Pure. */
import type { Definition } from '../definition.ts'

export const registry: Definition = {
  name: 'registry',
  version: '3.1.2',
  layers: [{ programs: { 'usr/local/bin/registry': ['registry', 'registry'] } }],
  config: {
    entrypoint: ['/usr/local/bin/registry'],
    command: ['serve', '/etc/distribution/config.yml'],
    ports: [10500],
  },
}
