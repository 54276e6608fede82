/** The table of tokens. */
import type { MaybeTime, Time } from '../store/columns.ts'

export type TokenTables = {
  token: {
    hash: string
    account: string
    kind: 'session' | 'api'
    name: string
    created_at: Time
    expires_at: Time
    used_at: MaybeTime
  }
}
