/** The table of accounts. */
import type { Time } from '../store/columns.ts'

export type AccountTables = {
  /** Without a password hash it signs in by tokens alone. */
  account: {
    name: string
    password_hash: string | null
    is_admin: boolean
    must_change: boolean
    tenants: string[]
    created_at: Time
  }
}
