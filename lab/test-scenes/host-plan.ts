/** A host for tests of commands. */
import type { HostPlan } from '../docker.ts'

export const hostPlan: HostPlan = {
  lab: 'dev',
  name: 'm1',
  image: 'opads-host:1',
  address: '198.18.0.11',
  overlayAddress: '198.18.1.11',
  folder: '/keys',
}
