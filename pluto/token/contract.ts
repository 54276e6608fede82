/** Routes of API tokens. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const tokenContract = {
  'GET /api/v1/tokens': { policy: 'account', act: 'token.read', target: 'own', summary: 'Own API tokens', answer: shape.tokens, tagged: true },
  'POST /api/v1/tokens': { policy: 'account', act: 'token.create', target: 'own', summary: 'Make an API token', body: shape.newToken, example: { name: 'ci', days: 30 }, answer: shape.madeToken, status: 201 },
  'DELETE /api/v1/tokens/:name': { policy: 'account', act: 'token.delete', target: 'token', summary: 'Take an API token away' },
} as const satisfies GuardedContract
