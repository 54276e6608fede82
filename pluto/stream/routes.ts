/** Route of the stream of changes. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import type { streamContract } from './contract.ts'
import { streamOf } from './sent-events.ts'

export const streamRoutes = (tools: PlutoTools) => {
  const { changes } = tools
  const tenantOf = async (application: string) =>
    (
      await tools.database
        .selectFrom('application')
        .select('tenant')
        .where('name', '=', application)
        .executeTakeFirst()
    )?.tenant
  return {
    'GET /api/v1/stream': async ({ caller, signal, headers }) =>
      streamOf(
        { changes, tenantOf },
        {
          caller,
          signal: AbortSignal.any([signal, tools.signal]),
          lastEventId: headers.get('last-event-id'),
        },
      ),
  } satisfies GuardedHandlers<typeof streamContract>
}
