/** The table of applications. */
import type { Time } from '../store/columns.ts'

export type ApplicationTables = {
  application: { name: string; tenant: string; created_by: string; created_at: Time }
}
