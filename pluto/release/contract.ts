/** Routes of releases. */
import { page } from '../common-shapes.ts'
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const releaseContract = {
  'GET /api/v1/applications/:name/releases': { policy: 'account', act: 'application.read', target: 'application', summary: 'Its releases, newest first', query: page, answer: shape.releases },
} as const satisfies GuardedContract
