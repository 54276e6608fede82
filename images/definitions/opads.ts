/** All our processes in one image; the command chooses. git is for the code server. Pure. */
import type { Definition } from '../definition.ts'
import { nodeLayers } from './node.ts'

export const opads: Definition = {
  name: 'opads',
  version: 'content',
  layers: [
    ...nodeLayers,
    { debian: ['git'] },
    { packages: 'production' },
    { console: 'built' },
    { rooms: ['package.json', 'kernel', 'world', 'serve', 'images', 'pluto', 'delivery', 'gateway'] },
  ],
  config: { entrypoint: ['/usr/local/bin/node'], user: '10001:10001', workingFolder: '/opads' },
}
