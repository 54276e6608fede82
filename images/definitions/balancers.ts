/** haproxy 3.0 and keepalived 2.3 of Debian 13: load balancer and virtual IP of the masters, with configuration on the host. Pure. */
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

/** curl is for the health check of the kube-apiserver on the same host. */
export const keepalived: Definition = {
  name: 'keepalived',
  version: '2.3',
  layers: [{ debian: [] }, { debian: ['keepalived', 'curl'] }],
  config: {
    entrypoint: ['/usr/sbin/keepalived', '--dont-fork', '--log-console', '--log-detail'],
    command: ['--use-file=/etc/keepalived/keepalived.conf'],
  },
}
