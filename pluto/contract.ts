/** Every route of Pluto: who may call it, what it takes, what it answers. OpenAPI, the typed client and the server are made from this. */
import { accountContract } from './account/contract.ts'
import { clusterContract } from './cluster/contract.ts'
import { environmentContract } from './environment/contract.ts'
import { eventContract } from './event/contract.ts'
import { podContract } from './pod/contract.ts'
import { releaseContract } from './release/contract.ts'
import { rolloutContract } from './rollout/contract.ts'
import { runContract } from './run/contract.ts'
import { runDeliveryContract } from './run/delivery-contract.ts'
import * as shape from './shapes.ts'
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

  'GET /internal/repositories': { policy: 'internal', summary: 'Repositories that are to exist', answer: shape.repositories },
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
  ...runContract,
  ...runDeliveryContract,
  ...releaseContract,
} as const
