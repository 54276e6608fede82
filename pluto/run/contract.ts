/** Routes of runs and builds. */
import { builtBranch } from '@opads/kernel/branch'
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const runContract = {
  'POST /api/v1/applications/:name/builds': { policy: 'account', act: 'application.build', target: 'application', summary: 'Build a branch, tag or commit', body: shape.newBuild, example: { ref: builtBranch }, answer: shape.madeRun, status: 202 },
  'GET /api/v1/runs': { policy: 'account', summary: 'Runs, newest first', query: shape.runQuery, answer: shape.runs },
  'GET /api/v1/runs/:id': { policy: 'account', act: 'run.read', target: 'run', summary: 'A run', answer: shape.run, tagged: true },
  'GET /api/v1/runs/:id/log': { policy: 'account', act: 'log.read', target: 'run', summary: 'Log of a run, as text or as JSON lines', query: shape.logQuery, stream: 'text' },
  'POST /api/v1/runs/:id/cancel': { policy: 'account', act: 'run.cancel', target: 'run', summary: 'End a run that waits or works', answer: shape.run, status: 202 },
  'POST /api/v1/runs/:id/decision': { policy: 'account', act: 'run.decide', target: 'run', summary: 'Approve or refuse a run that waits for it', body: shape.decision, example: { approve: true }, answer: shape.run },
} as const satisfies GuardedContract
