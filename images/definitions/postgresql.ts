/** PostgreSQL 17 of Debian 13; `initdb` and the server are started by the part that uses it. Pure. */
import type { Definition } from '../definition.ts'

export const postgresql: Definition = {
  name: 'postgresql',
  version: '17',
  layers: [
    { debian: [] },
    { debian: ['postgresql-17'] },
    { folders: { 'usr/local/bin/postgresql-start': 'images/sources/postgresql-start' } },
  ],
  config: {
    user: '10001:10001',
    ports: [5432],
    environment: { PATH: '/usr/lib/postgresql/17/bin:/usr/bin:/bin' },
  },
}
