/** Routes of the audit log. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import { checkpointKey } from './chain.ts'
import type { auditContract } from './contract.ts'
import { headOutside } from './head.ts'
import { listAudit } from './rows.ts'
import { auditScope } from './scope.ts'
import { verifyAudit } from './verify.ts'

/** Then the caller goes on with another call. */
const mostMs = 20_000

export const auditRoutes = ({ kube, key }: PlutoTools) => {
  const outside = headOutside(kube)
  return {
    'GET /api/v1/audit': ({ database, caller, query }) => listAudit(database, auditScope(caller), query),
    'GET /api/v1/audit/verify': ({ database, query: { cursor }, signal }) => {
      const begun = performance.now()
      const isOver = () => performance.now() - begun > mostMs
      return verifyAudit(database, outside, checkpointKey(key), { cursor, isOver, signal })
    },
  } satisfies GuardedHandlers<typeof auditContract>
}
