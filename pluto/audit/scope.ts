/** Which rows of the audit log a caller may see. Pure. */
import { may, nowhere, type Rights } from '../gate/roles.ts'

/** `all`: also what belongs to no tenant. */
export type AuditScope = 'all' | { readonly tenants: readonly string[] }

export const auditScope = (caller: Rights): AuditScope =>
  caller.isAdmin
    ? 'all'
    : {
        tenants: Object.keys(caller.roles).filter(
          (tenant) => may(caller, 'audit.read', { ...nowhere, tenant }).allowed,
        ),
      }
