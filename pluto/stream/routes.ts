/** Route of the stream of changes. */
import type { Handlers } from '@opads/serve/route'
import type { PlutoTools } from '../tools.ts'
import type { streamContract } from './contract.ts'
import { streamOf } from './sent-events.ts'

export const streamRoutes = (tools: PlutoTools) => {
  return {
    'GET /api/v1/stream': async ({ caller, signal }) =>
      streamOf(tools, caller, AbortSignal.any([signal, tools.signal])),
  } satisfies Handlers<typeof streamContract>
}
