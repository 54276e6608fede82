/** The table of accounts. */
import type { Time } from '../store/columns.ts'

export type AccountTables = {
  /** An account without a password hash signs in only by token. */
  account: {
    name: string
    password_hash: string | null
    is_admin: boolean
    must_change: boolean
    created_at: Time
  }
}
