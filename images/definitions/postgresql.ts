/** PostgreSQL 17 of Debian 13; `postgresql-start` runs `initdb` once, then the server. Pure. */
import type { Definition, LayerSource } from '../definition.ts'

/**
 * Left out: the database and the key that the packages create at installation, different each time; the JIT compiler, which
 * `postgresql-start` turns off; perl and Debian's tools for several databases on one machine.
 */
const server: LayerSource = {
  debian: ['postgresql-17'],
  without: [
    'var/lib/postgresql',
    'etc/postgresql',
    'etc/ssl',
    'usr/lib/x86_64-linux-gnu/libLLVM.so.19.1',
    'usr/lib/x86_64-linux-gnu/libLLVM-19.so',
    'usr/lib/x86_64-linux-gnu/libz3.so.4',
    'usr/lib/postgresql/17/lib/bitcode',
    'usr/lib/postgresql/17/lib/llvmjit.so',
    'usr/lib/postgresql/17/lib/llvmjit_types.bc',
    'usr/lib/x86_64-linux-gnu/perl',
    'usr/lib/x86_64-linux-gnu/libperl.so.5.40',
    'usr/lib/x86_64-linux-gnu/libperl.so.5.40.1',
    'usr/share/perl',
    'usr/share/perl5',
    'usr/share/postgresql-common',
  ],
}

export const postgresql: Definition = {
  name: 'postgresql',
  version: '17',
  layers: [
    { debian: [] },
    server,
    { folders: { 'usr/local/bin/postgresql-start': 'images/sources/postgresql-start' } },
  ],
  config: {
    user: '10001:10001',
    ports: [5432],
    environment: { PATH: '/usr/lib/postgresql/17/bin:/usr/bin:/bin' },
    // Fast shutdown. SIGTERM would wait until every client disconnects, which Pluto does not, until the kubelet kills it.
    stopSignal: 'SIGINT',
  },
}
