/** Are the Debian packages installed that test hosts need? */
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import { missingPackages } from '../steps/machine.ts'
import type { UpWorld } from '../world.ts'

export const packagesCheck: Check<UpWorld> = {
  title: 'Debian packages of this machine',
  ask: async ({ exec }) => {
    const missing = await missingPackages(exec)
    return missing.length > 0
      ? new Problem('doctor.packages-missing', { missing: missing.join(', ') })
      : undefined
  },
}
