/** nginx of Debian 13, with Lua for the gateway; and the base for static sites. Pure. */
import type { Definition, LayerSource } from '../definition.ts'

const lua: readonly LayerSource[] = [
  { debian: [] },
  { debian: ['nginx-light', 'libnginx-mod-http-lua', 'lua-resty-core', 'lua-cjson'] },
]

/** Graceful shutdown of nginx: finish open requests, accept no new ones. */
const stopSignal = 'SIGQUIT'

export const nginx: Definition = {
  name: 'nginx',
  version: '1.26',
  layers: lua,
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
    stopSignal,
  },
}

/** nginx with our configuration and Lua router. */
export const gateway: Definition = {
  name: 'gateway',
  version: 'content',
  layers: [
    ...lua,
    {
      folders: {
        'etc/gateway/nginx.conf': 'gateway/l7/nginx.conf',
        'etc/gateway/router.lua': 'gateway/l7/router.lua',
        'usr/local/bin/gateway-start': 'images/sources/gateway-start',
      },
    },
  ],
  config: { entrypoint: ['/usr/sbin/nginx'], ports: [443], stopSignal },
}
