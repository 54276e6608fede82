/** haproxy 3.0 and keepalived 2.3 of Debian 13: they hold the address of the masters. Their configuration is laid on the host. Pure. */
import type { Definition } from '../definition.ts'

export const haproxy: Definition = {
  name: 'haproxy',
  version: '3.0',
  layers: [{ debian: [] }, { debian: ['haproxy'] }],
  config: {
    entrypoint: ['/usr/sbin/haproxy', '-W', '-db'],
    command: ['-f', '/etc/haproxy/haproxy.cfg'],
    ports: [6443],
  },
}

/** curl asks the kube-apiserver beside it whether it is ready. */
export const keepalived: Definition = {
  name: 'keepalived',
  version: '2.3',
  layers: [{ debian: [] }, { debian: ['keepalived', 'curl'] }],
  config: {
    entrypoint: ['/usr/sbin/keepalived', '--dont-fork', '--log-console', '--log-detail'],
    command: ['--use-file=/etc/keepalived/keepalived.conf'],
  },
}
