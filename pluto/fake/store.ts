/** The rows of the fake, in memory: the same tables and columns as in PostgreSQL, so that the views of the nouns work on both. */
import type { Selectable } from 'kysely'
import { start } from '../audit/chain.ts'
import type { Tables } from '../store/database.ts'
import { invalidRequest } from '../store/input-problem.ts'
import { type Changes, changes as changesOf } from '../stream/changes.ts'
import type { Clock } from './clock.ts'

export type Row<Table extends keyof Tables> = Selectable<Tables[Table]>
export type Rows = { readonly [Table in keyof Tables]: Row<Table>[] }
type Numbered = 'audit' | 'done_write' | 'run' | 'event' | 'deployment' | 'run_log'
export type Store = {
  readonly rows: Rows
  readonly clock: Clock
  readonly changes: Changes
  /** Encrypts variables. */
  readonly key: Buffer
  readonly time: () => Date
  /** The next number of a table's sequence. */
  readonly next: (table: Numbered) => number
  /** The sequence goes on after this number. */
  readonly skip: (table: Numbered, to: number) => void
}

export function storeOf(clock: Clock, key: Buffer): Store {
  const last = new Map<string, number>()
  return {
    rows: {
      account: [], application: [], audit: [], audit_checkpoint: [], audit_head: [{ ...start }], cluster: [], deployment: [], done_write: [], environment: [], event: [], member: [], placement: [], release: [],
      run: [], run_log: [], tenant: [], tenant_gone: [], token: [], variable: [],
    }, // biome-ignore format: a list of tables
    clock,
    changes: changesOf(),
    key,
    time: () => new Date(clock.now()),
    next: (table) => {
      const number = (last.get(table) ?? 0) + 1
      last.set(table, number)
      return number
    },
    skip: (table, to) => void last.set(table, Math.max(to, last.get(table) ?? 0)),
  }
}

/** Deletes the rows; returns how many there were. */
export function drop<Row>(rows: Row[], isGone: (row: Row) => boolean): number {
  const before = rows.length
  rows.splice(0, before, ...rows.filter((row) => !isGone(row)))
  return before - rows.length
}

export const isAt =
  ({ application, environment }: { readonly application: string; readonly environment: string }) =>
  (row: { readonly application: string; readonly environment: string | null }): boolean =>
    row.application === application && row.environment === environment

/** PostgreSQL's order of text under the locale C. */
export const byText =
  <Row>(of: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0

/** Refuses what PostgreSQL refuses, see `store/input-problem.ts`. @throws Problem `input.invalid` */
export function storable<Text extends string | undefined>(text: Text): Text {
  if (!text?.includes('\0')) return text
  throw invalidRequest('invalid byte sequence for encoding "UTF8": 0x00')
}

type Listed = { readonly cursor?: string | undefined; readonly limit: number }
/** The rows of one page of a list that is ordered by a number, newest first; one more than `limit` where there is a next page. */
export const newestFirst = <Row>(
  rows: readonly Row[],
  number: (row: Row) => number,
  from: number | undefined,
  { limit }: Listed,
): Row[] =>
  rows
    .filter((row) => from === undefined || number(row) < from)
    .sort((a, b) => number(b) - number(a))
    .slice(0, limit + 1)
