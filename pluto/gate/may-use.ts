/** Access of callers to tenants. Pure. */
import type { Caller } from '@opads/serve/route'

/** Whether the caller may see what a tenant owns. */
export const mayUse = (caller: Caller, tenant: string): boolean =>
  caller.isAdmin || caller.tenants.includes(tenant)
