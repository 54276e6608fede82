/** Routes of deployments. */
import { page } from '../common-shapes.ts'
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const rolloutContract = {
  'GET /api/v1/applications/:name/deployments': { policy: 'account', act: 'application.read', target: 'application', summary: 'What was deployed where, newest first', query: page, answer: shape.deployments },
  'POST /api/v1/applications/:name/deployments': { policy: 'account', act: 'application.deploy', target: 'environment', summary: 'Deploy a release; also the way back', body: shape.newDeployment, example: { environment: 'uat', release: 1 }, answer: shape.askedDeployment, status: 202 },
} as const satisfies GuardedContract
