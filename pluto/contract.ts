/** Every route of Pluto: who may call it, what it takes, what it answers. OpenAPI, the typed client and the server are made from this. */
import { accountContract } from './account/contract.ts'
import { clusterContract } from './cluster/contract.ts'
import { environmentContract } from './environment/contract.ts'
import { eventContract } from './event/contract.ts'
import { podContract } from './pod/contract.ts'
import { rolloutContract } from './rollout/contract.ts'
import * as shape from './shapes.ts'
import { page } from './shared-shapes.ts'
import { streamContract } from './stream/contract.ts'
import { tenantContract } from './tenant/contract.ts'
import { tokenContract } from './token/contract.ts'
import { variableContract } from './variable/contract.ts'

// biome-ignore format: a table of routes
export const contract = {
  'GET /healthz': { policy: 'public', summary: 'Whether the process serves', answer: shape.healthz },
  'GET /openapi.json': { policy: 'public', summary: 'This description', answer: shape.anything },

  'GET /api/v1/applications': { policy: 'account', summary: 'Applications by name', query: shape.applicationQuery, answer: shape.applications },
  'POST /api/v1/applications': { policy: 'account', summary: 'Create an application', body: shape.newApplication, answer: shape.application, status: 201 },
  'GET /api/v1/applications/:name': { policy: 'account', summary: 'An application', answer: shape.application },
  'DELETE /api/v1/applications/:name': { policy: 'account', summary: 'Delete an application with all that it has' },
  'GET /api/v1/applications/:name/releases': { policy: 'account', summary: 'Its releases, newest first', query: page, answer: shape.releases },
  'POST /api/v1/applications/:name/builds': { policy: 'account', summary: 'Build a branch, tag or commit', body: shape.newBuild, answer: shape.madeRun, status: 202 },

  'GET /api/v1/runs': { policy: 'account', summary: 'Runs, newest first', query: shape.runQuery, answer: shape.runs },
  'GET /api/v1/runs/:id': { policy: 'account', summary: 'A run', answer: shape.run },
  'GET /api/v1/runs/:id/log': { policy: 'account', summary: 'Log of a run, as text', query: shape.logQuery, stream: 'text' },
  'POST /api/v1/runs/:id/cancel': { policy: 'account', summary: 'End a run that waits or works', answer: shape.run, status: 202 },

  'GET /internal/repositories': { policy: 'internal', summary: 'Repositories that are to exist', answer: shape.repositories },
  'POST /internal/pushes': { policy: 'internal', summary: 'A branch has a new head', body: shape.push, answer: shape.madeRun, status: 202 },
  'POST /internal/leases': { policy: 'internal', summary: 'Take the next run', body: shape.lease, answer: shape.leased },
  'POST /internal/runs/:id/log': { policy: 'internal', summary: 'Add lines and renew the lease', body: shape.logLines },
  'POST /internal/runs/:id/finish': { policy: 'internal', summary: 'End a run', body: shape.finish },
  ...tenantContract,
  ...tokenContract,
  ...accountContract,
  ...eventContract,
  ...streamContract,
  ...environmentContract,
  ...variableContract,
  ...podContract,
  ...clusterContract,
  ...rolloutContract,
} as const
