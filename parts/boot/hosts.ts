/** What every host has: the container runtime and its tools. Pure. */
import { hostsAnswer } from '../checks/hosts.ts'
import type { Part } from '../part.ts'

const everywhere = ['masters', 'etcds', 'nodes', 'balancers', 'registry'] as const

export const containerd: Part = {
  name: 'containerd',
  title: 'Container runtime',
  needs: [],
  install: { by: 'playbook', tags: { host: everywhere } },
  checks: [hostsAnswer],
  hostPrograms: [{ recipe: 'containerd' }, { recipe: 'runc' }, { recipe: 'crictl' }],
}
