/** Tables of runs and of their logs. */
import type { Fault } from '@opads/kernel/fault'
import type { Message } from '@opads/kernel/message'
import type { ColumnType, Generated } from 'kysely'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Json, MaybeJson, MaybeTime, Time } from '../store/columns.ts'
import type { RunKind, RunState } from './shapes.ts'

export type RunTables = {
  run: {
    id: Generated<number>
    kind: RunKind
    application: string
    environment: EnvironmentName | null
    state: ColumnType<RunState, RunState | undefined, RunState>
    /** Unique: what asked for the run; the same cause twice is one run. */
    cause: string
    ref: string | null
    commit: string | null
    title: string | null
    release: number | null
    /** Read by earlier releases: of a deploy the build that queued it, of a build that deploy. */
    follows: number | null
    built_from: ColumnType<number | null, number | null | undefined, number | null>
    result: Json<unknown> | null
    problem: ColumnType<Fault | null, string | null | undefined, string | null>
    attempts: Generated<number>
    worker: string | null
    lease_until: MaybeTime
    created_by: string
    created_at: Time
    started_at: MaybeTime
    finished_at: MaybeTime
    /** Who asked to cancel it. */
    cancel_by: ColumnType<string | null, string | null | undefined, string | null>
    /** Who approved or refused it. */
    decided_by: ColumnType<string | null, string | null | undefined, string | null>
  }
  run_log: {
    seq: Generated<number>
    run: number
    at: Time
    step: string
    text: string
    message: MaybeJson<Message>
  }
}
