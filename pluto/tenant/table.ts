/** Tables of tenants. */
import type { Time } from '../store/columns.ts'

export type TenantTables = {
  tenant: { name: string; created_at: Time }
  /** Deleted ones whose namespaces may still be in the cluster: until then the name is taken. */
  tenant_gone: { name: string; at: Time }
}
