/** Route that says what may be asked of every write: the same for the fake, which has the same gate. */

import type { GuardedHandlers } from '../gate/guarded.ts'
import type { writeContract } from './contract.ts'
import { features } from './shapes.ts'

export const writeRoutes = <Store>() => {
  return {
    'GET /api/v1/features': async () => ({ items: [...features] }),
  } satisfies GuardedHandlers<typeof writeContract, Store>
}
