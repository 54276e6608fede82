/**
 * Every route of Pluto: who may call it, its input and its response; merged from the nouns' contracts. OpenAPI, the typed client and
 * the server are made from this; other rooms import only this file.
 */
import { z } from 'zod'
import { accountContract } from './account/contract.ts'
import { applicationContract } from './application/contract.ts'
import { auditContract } from './audit/contract.ts'
import { clusterContract } from './cluster/contract.ts'
import { environmentContract } from './environment/contract.ts'
import { eventContract } from './event/contract.ts'
import { accessContract } from './gate/contract.ts'
import type { GuardedContract } from './gate/contract-type.ts'
import { memberContract } from './member/contract.ts'
import { podContract } from './pod/contract.ts'
import { releaseContract } from './release/contract.ts'
import { rolloutContract } from './rollout/contract.ts'
import { runContract } from './run/contract.ts'
import { runDeliveryContract } from './run/delivery-contract.ts'
import { streamContract } from './stream/contract.ts'
import { tenantContract } from './tenant/contract.ts'
import { tokenContract } from './token/contract.ts'
import { variableContract } from './variable/contract.ts'
import { writeContract } from './write/contract.ts'

const healthz = z.object({ state: z.literal('healthy') })

export const contract = {
  'GET /healthz': { policy: 'public', summary: 'Whether the process serves', answer: healthz },
  'GET /openapi.json': { policy: 'public', summary: 'This description', answer: z.unknown() },
  ...accountContract,
  ...tokenContract,
  ...tenantContract,
  ...memberContract,
  ...accessContract,
  ...clusterContract,
  ...applicationContract,
  ...podContract,
  ...releaseContract,
  ...rolloutContract,
  ...variableContract,
  ...environmentContract,
  ...runContract,
  ...runDeliveryContract,
  ...eventContract,
  ...streamContract,
  ...auditContract,
  ...writeContract,
} as const satisfies GuardedContract
