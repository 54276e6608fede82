/** The table of deployments. */
import type { ColumnType, Generated } from 'kysely'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Time } from '../store/columns.ts'

/** The settings of a deployment, see `settings.ts`. */
export type Settings = {
  /** `null`: as many as the recipe says. */
  readonly replicas: number | null
  /** `sealed`: encrypted (`variable/encrypt.ts`). */
  readonly variables: Readonly<Record<string, { readonly sealed: string; readonly isSecret: boolean }>>
  /** Whether its pods have their own user namespace. Decided by the nodes at the deploy; a restored release keeps its value. */
  readonly userNamespace?: boolean
}

export type RolloutTables = {
  deployment: {
    id: Generated<number>
    application: string
    environment: EnvironmentName
    release: number
    run: number
    created_by: string
    settings: ColumnType<Settings | null, string | null | undefined, string | null>
    at: Time
  }
}
