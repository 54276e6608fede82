/** The table of deployments. */
import type { ColumnType, Generated } from 'kysely'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Time } from '../store/columns.ts'

/** What it ran with besides its release, see `settings.ts`. */
export type Settings = {
  /** `null`: as many as the recipe says. */
  readonly replicas: number | null
  readonly variables: Readonly<Record<string, { readonly sealed: string; readonly isSecret: boolean }>>
  /** Whether its pods have a user namespace of their own. Nobody sets it: the nodes of the day say it, and what is put back has what it had. */
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
