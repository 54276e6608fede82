/** PHP 8.4 of Debian 13; the default command serves /app, an application may set its own. Pure. */
import type { Definition } from '../definition.ts'

export const basePhp: Definition = {
  name: 'base-php',
  version: '8.4',
  layers: [{ debian: [] }, { debian: ['php8.4-cli'] }],
  config: {
    command: ['/usr/bin/php', '-S', '0.0.0.0:8080', '-t', '/app'],
    environment: { PHP_CLI_SERVER_WORKERS: '4' },
    user: '10001:10001',
    workingFolder: '/app',
    ports: [8080],
  },
}
