/** Routes of the platform itself: whether it serves, the description. */
import { openapi } from '@opads/serve/openapi'
import { contract } from '../contract.ts'
import type { PlutoHandlers } from '../tools.ts'

export const platformRoutes = () => {
  const page = openapi(contract, 'Opads', '1')
  return {
    'GET /healthz': async () => ({ state: 'healthy' as const }),
    'GET /openapi.json': async () => page,
  } satisfies Partial<PlutoHandlers>
}
