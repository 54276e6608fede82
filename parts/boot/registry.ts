/** The registry of images, a container of a host: nothing that the cluster needs to start runs in the cluster. Pure. */
import type { Part } from '../part.ts'

export const registry: Part = {
  name: 'registry',
  title: 'Registry',
  needs: ['containerd'],
  install: { by: 'playbook', tags: { registry: ['registry'] } },
  imagePrograms: ['registry'],
  images: { container: ['registry'] },
  ports: [10500],
  state: [{ path: '/var/lib/opads-registry', holds: 'images' }],
}
