/** The table of members: which role an account has in a tenant. */
import type { Role } from '@opads/kernel/role'
import type { Time } from '../store/columns.ts'

export type MemberTables = {
  member: { tenant: string; account: string; role: Role; created_at: Time }
}
