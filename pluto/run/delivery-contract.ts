/** Routes of runs that delivery calls. */
import { builtRef } from '@opads/kernel/branch'
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './delivery-shapes.ts'
import { madeRun } from './shapes.ts'

// Of the examples.
const worker = 'builder-1'
const commit = 'c0ffee01'.repeat(5)
const push = {
  repository: 'payments/shop',
  ref: builtRef,
  count: 0,
  commit,
  title: 'Add a basket',
  by: 'mei',
}
const image = `registry.opads.internal/applications/payments/shop@sha256:${'0'.repeat(64)}`
const result = { commit, image, recipe: { base: 'static' } }

// biome-ignore format: a table of routes
export const runDeliveryContract = {
  'POST /internal/pushes': { policy: 'internal', callers: ['delivery'], act: 'application.push', target: 'platform', summary: 'A branch has a new head', body: shape.push, example: push, answer: madeRun, status: 202 },
  'POST /internal/leases': { policy: 'internal', callers: ['delivery'], summary: 'Take the next run', body: shape.lease, example: { kind: 'build', worker }, answer: shape.leased },
  'POST /internal/runs/:id/log': { policy: 'internal', callers: ['delivery'], summary: 'Add lines and renew the lease', body: shape.logLines, example: { worker, lines: [{ step: 'npm ci', text: 'added 41 packages' }] } },
  'POST /internal/runs/:id/finish': { policy: 'internal', callers: ['delivery'], summary: 'End a run', body: shape.finish, example: { worker, result } },
} as const satisfies GuardedContract
