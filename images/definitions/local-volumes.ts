/** Our provisioner of persistent volumes in folders of a node. Pure. */
import type { Definition } from '../definition.ts'

export const localVolumes: Definition = {
  name: 'local-volumes',
  version: '1',
  layers: [{ programs: { 'usr/local/bin/local-volumes': ['local-volumes', 'local-volumes'] } }],
  config: { entrypoint: ['/usr/local/bin/local-volumes'] },
}
