/** Tables of Pluto in PostgreSQL. Schema changes are a list that only grows: expand first, contract in a later release. */
import { type Kysely, sql } from 'kysely'
import type { AccountTables } from '../account/table.ts'
import type { ApplicationTables } from '../application/table.ts'
import type { AuditTables } from '../audit/table.ts'
import type { ClusterTables } from '../cluster/table.ts'
import type { EnvironmentTables } from '../environment/table.ts'
import type { EventTables } from '../event/table.ts'
import type { MemberTables } from '../member/table.ts'
import type { ReleaseTables } from '../release/table.ts'
import type { RolloutTables } from '../rollout/table.ts'
import type { RunTables } from '../run/table.ts'
import type { TenantTables } from '../tenant/table.ts'
import type { TokenTables } from '../token/table.ts'
import type { VariableTables } from '../variable/table.ts'
import type { WriteTables } from '../write/table.ts'
import { changes } from './schema.ts'

/** All tables of the nouns. */
export type Tables = AccountTables &
  ApplicationTables &
  AuditTables &
  ClusterTables &
  EnvironmentTables &
  EventTables &
  MemberTables &
  ReleaseTables &
  RolloutTables &
  RunTables &
  TenantTables &
  TokenTables &
  VariableTables &
  WriteTables
export type Database = Kysely<Tables>

/** Of two processes at once, the second waits, then finds nothing to do. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7301)`.execute(tx)
    await sql`create table if not exists schema_change (number int primary key, at timestamptz not null default now())`.execute(
      tx,
    )
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from schema_change`.execute(
      tx,
    )
    for (let number = rows[0]!.count; number < changes.length; number += 1) {
      await sql.raw(changes[number]!).execute(tx)
      await sql`insert into schema_change (number) values (${number})`.execute(tx)
    }
  })
}
