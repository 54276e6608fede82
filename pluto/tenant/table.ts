/** The table of tenants. */
import type { Time } from '../store/columns.ts'

export type TenantTables = {
  tenant: { name: string; created_at: Time }
}
