/** The table of variables. */
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Time } from '../store/columns.ts'

export type VariableTables = {
  variable: {
    application: string
    environment: EnvironmentName
    name: string
    /** Encrypted (`encrypt.ts`). */
    sealed: string
    is_secret: boolean
    changed_at: Time
    changed_by: string
  }
}
