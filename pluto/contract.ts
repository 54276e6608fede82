/** Every route of Pluto: who may call it, what it takes, what it answers. OpenAPI, the typed client and the server are made from this. */
import { accountContract } from './account/contract.ts'
import { applicationContract } from './application/contract.ts'
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
  ...applicationContract,
} as const
