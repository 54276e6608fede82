/** Can this machine run test hosts: control groups, addresses, name servers, trust? */
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import { checkLab } from '../lab.ts'
import type { UpWorld } from '../world.ts'

export const labCheck: Check<UpWorld> = {
  title: 'Control groups, addresses, name servers and trust',
  ask: async (world) => {
    const { faults } = await checkLab(world)
    return faults.length > 0
      ? new Problem('doctor.no-hosts-here', {
          faults: faults.map(({ sentence }) => sentence).join('; '),
          steps: faults.map(({ next }) => next).join('; '),
        })
      : undefined
  },
}
