/** One address in front of several masters; the port is chosen in `cluster.yml`. Pure. */
import type { Part } from '../part.ts'

export const haproxy: Part = {
  name: 'haproxy',
  title: 'Balancer of the API',
  needs: ['containerd'],
  install: { by: 'playbook', tags: { haproxy: ['balancers'] } },
  images: { container: ['haproxy'] },
}
export const keepalived: Part = {
  name: 'keepalived',
  title: 'Address of the API',
  needs: ['haproxy'],
  install: { by: 'playbook', tags: { keepalived: ['balancers'] } },
  images: { container: ['keepalived'] },
}
