/** Routes of events. */
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const eventContract = {
  'GET /api/v1/events': { policy: 'account', summary: 'What happened, newest first', query: shape.eventQuery, answer: shape.events },
} as const
