/** Routes of runs and builds. */
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const runContract = {
  'POST /api/v1/applications/:name/builds': { policy: 'account', summary: 'Build a branch, tag or commit', body: shape.newBuild, answer: shape.madeRun, status: 202 },
  'GET /api/v1/runs': { policy: 'account', summary: 'Runs, newest first', query: shape.runQuery, answer: shape.runs },
  'GET /api/v1/runs/:id': { policy: 'account', summary: 'A run', answer: shape.run },
  'GET /api/v1/runs/:id/log': { policy: 'account', summary: 'Log of a run, as text', query: shape.logQuery, stream: 'text' },
  'POST /api/v1/runs/:id/cancel': { policy: 'account', summary: 'End a run that waits or works', answer: shape.run, status: 202 },
} as const
