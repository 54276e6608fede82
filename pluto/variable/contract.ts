/** Routes of variables and secrets. */
import type { GuardedContract } from '../gate/contract-type.ts'
import { madeRun } from '../run/shapes.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const variableContract = {
  'GET /api/v1/applications/:name/environments/:environment/config': { policy: 'account', act: 'variable.read', target: 'environment', summary: 'Variables; values of secrets are null', answer: shape.variables, tagged: true },
  'PUT /api/v1/applications/:name/environments/:environment/config': { policy: 'account', act: 'application.config', target: 'environment', summary: 'Set or unset variables', body: shape.changedVariables, example: { values: { COLOUR: 'red', FORMER: null } }, answer: madeRun, status: 202 },
  'PUT /api/v1/applications/:name/environments/:environment/secrets': { policy: 'account', act: 'application.secrets', target: 'environment', summary: 'Set or unset secrets', body: shape.changedVariables, example: { values: { KEY: 'a secret' } }, answer: madeRun, status: 202 },
} as const satisfies GuardedContract
