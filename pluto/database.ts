/** Tables of Pluto in PostgreSQL. Schema changes are a list that only grows: expand first, contract in a later release. */

import type { Built, Recipe } from '@opads/delivery/contract'
import { type ColumnType, type Generated, type Kysely, sql } from 'kysely'
import type { RunState } from './contract.ts'

type Time = ColumnType<Date, Date | string | undefined, Date | string>
/** JSON columns go in as text. */
type Json<T> = ColumnType<T, string, string>

export type Tables = {
  account: {
    name: string
    password_hash: string
    is_admin: boolean
    must_change: boolean
    tenants: string[]
    created_at: Time
  }
  token: { hash: string; account: string; kind: 'session' | 'api'; name: string; expires_at: Time }
  application: { name: string; tenant: string; created_by: string; created_at: Time; replicas: number | null }
  variable: { application: string; environment: string; name: string; sealed: string; is_secret: boolean }
  run: {
    id: Generated<number>
    kind: 'build' | 'deploy'
    application: string
    environment: string
    state: RunState
    /** Unique: what asked for it; the same asked twice is one run. */
    cause: string
    input: Json<{ ref?: string; commit?: string; release?: number }>
    result: Json<unknown> | null
    problem: Json<{ code: string; sentence: string; next: string }> | null
    attempts: Generated<number>
    worker: string | null
    lease_until: Time | null
    created_by: string
    created_at: Time
    started_at: Time | null
    finished_at: Time | null
  }
  run_log: { seq: Generated<number>; run: number; at: Time; step: string; text: string }
  release: {
    application: string
    number: number
    commit: string
    image: string
    recipe: Json<Recipe>
    run: number
    created_at: Time
  }
  deployment: { application: string; environment: string; release: number; run: number; at: Time }
  event: { id: Generated<number>; application: string; at: Time; by: string; kind: string; text: string }
}
export type Database = Kysely<Tables>
export type { Built }

const changes: readonly string[] = [
  `create table account (name text primary key, password_hash text not null, is_admin boolean not null default false, must_change boolean not null default false, tenants text[] not null default '{}', created_at timestamptz not null default now())`,
  `create table token (hash text primary key, account text not null references account on delete cascade, kind text not null, name text not null, expires_at timestamptz not null)`,
  `create table application (name text primary key, tenant text not null, created_by text not null, created_at timestamptz not null default now(), replicas int)`,
  `create table variable (application text references application on delete cascade, environment text, name text, sealed text not null, is_secret boolean not null, primary key (application, environment, name))`,
  `create table run (id serial primary key, kind text not null, application text not null references application on delete cascade, environment text not null, state text not null default 'queued', cause text not null unique, input jsonb not null, result jsonb, problem jsonb, attempts int not null default 0, worker text, lease_until timestamptz, created_by text not null, created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz)`,
  `create index run_waiting on run (kind, id) where state in ('queued', 'running')`,
  `create table run_log (seq bigserial primary key, run int not null references run on delete cascade, at timestamptz not null default now(), step text not null, text text not null)`,
  `create index run_log_of on run_log (run, seq)`,
  `create table release (application text references application on delete cascade, number int, commit text not null, image text not null, recipe jsonb not null, run int not null unique, created_at timestamptz not null default now(), primary key (application, number))`,
  `create table deployment (application text references application on delete cascade, environment text, release int not null, run int not null, at timestamptz not null default now())`,
  `create index deployment_of on deployment (application, environment, at desc)`,
  `create table event (id bigserial primary key, application text not null, at timestamptz not null default now(), by text not null, kind text not null, text text not null)`,
  `create index event_of on event (application, id desc)`,
]

/** Two processes at once: the second waits, then finds nothing to do. */
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
