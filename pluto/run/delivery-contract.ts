/** Routes of runs that delivery calls. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './delivery-shapes.ts'
import { madeRun } from './shapes.ts'

// biome-ignore format: a table of routes
export const runDeliveryContract = {
  'POST /internal/pushes': { policy: 'internal', act: 'application.push', target: 'platform', summary: 'A branch has a new head', body: shape.push, answer: madeRun, status: 202 },
  'POST /internal/leases': { policy: 'internal', summary: 'Take the next run', body: shape.lease, answer: shape.leased },
  'POST /internal/runs/:id/log': { policy: 'internal', summary: 'Add lines and renew the lease', body: shape.logLines },
  'POST /internal/runs/:id/finish': { policy: 'internal', summary: 'End a run', body: shape.finish },
} as const satisfies GuardedContract
