/** Routes of pods: those of an application, their log. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const podContract = {
  'GET /api/v1/applications/:name/pods': { policy: 'account', act: 'application.read', target: 'application', summary: 'Its pods, live', answer: shape.pods },
  'GET /api/v1/applications/:name/environments/:environment/logs': { policy: 'account', act: 'log.read', target: 'environment', summary: 'Log of its pods, as text or as JSON lines', query: shape.podLogQuery, stream: 'text' },
} as const satisfies GuardedContract
