/** Routes of an application in an environment. */
import type { GuardedContract } from '../gate/contract-type.ts'
import { madeRun } from '../run/shapes.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const environmentContract = {
  'PUT /api/v1/applications/:name/environments/:environment/scale': { policy: 'account', act: 'application.scale', target: 'environment', summary: 'Set the number of pods', body: shape.scale, example: { replicas: 2 }, answer: madeRun, status: 202 },
} as const satisfies GuardedContract
