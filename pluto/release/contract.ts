/** Routes of releases. */
import { page } from '../common-shapes.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const releaseContract = {
  'GET /api/v1/applications/:name/releases': { policy: 'account', summary: 'Its releases, newest first', query: page, answer: shape.releases },
} as const
