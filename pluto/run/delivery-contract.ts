/** Routes of runs that delivery calls. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './delivery-shapes.ts'
import { madeRun } from './shapes.ts'

// biome-ignore format: a table of routes
export const runDeliveryContract = {
  'POST /internal/pushes': { policy: 'internal', callers: ['delivery'], act: 'application.push', target: 'platform', summary: 'A branch has a new head', body: shape.push, answer: madeRun, status: 202 },
  'POST /internal/leases': { policy: 'internal', callers: ['delivery'], summary: 'Take the next run', body: shape.lease, answer: shape.leased },
  'POST /internal/runs/:id/log': { policy: 'internal', callers: ['delivery'], summary: 'Add lines and renew the lease', body: shape.logLines },
  'POST /internal/runs/:id/finish': { policy: 'internal', callers: ['delivery'], summary: 'End a run', body: shape.finish },
} as const satisfies GuardedContract
