/** nginx of Debian 13, with Lua for the gateway; and the base for static sites. Pure. */
import type { Definition } from '../definition.ts'

export const nginx: Definition = {
  name: 'nginx',
  version: '1.26',
  layers: [
    { debian: [] },
    { debian: ['nginx-light', 'libnginx-mod-http-lua', 'lua-resty-core', 'lua-cjson'] },
  ],
  config: { entrypoint: ['/usr/sbin/nginx'], ports: [8080, 8443] },
}

export const baseStatic: Definition = {
  name: 'base-static',
  version: '1',
  layers: [
    { debian: [] },
    { debian: ['nginx-light'] },
    { folders: { 'etc/nginx/static.conf': 'images/sources/static.conf' } },
  ],
  config: {
    entrypoint: ['/usr/sbin/nginx', '-c', '/etc/nginx/static.conf'],
    user: '10001:10001',
    workingFolder: '/app',
    ports: [8080],
  },
}
