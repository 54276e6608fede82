/** Routes of API tokens. */
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const tokenContract = {
  'GET /api/v1/tokens': { policy: 'account', summary: 'Own API tokens', answer: shape.tokens },
  'POST /api/v1/tokens': { policy: 'account', summary: 'Make an API token', body: shape.newToken, answer: shape.madeToken, status: 201 },
  'DELETE /api/v1/tokens/:name': { policy: 'account', summary: 'Take an API token away' },
} as const
