/**
 * Finds rows, or one column of rows, past their retention. Once found, a row stays so: nothing begins to name an old run, release or deployment again, but for
 * a deploy that is asked for at the very moment; it then fails as one of an unknown release. Only `run_log.run` is a foreign key.
 */
import { type RawBuilder, sql } from 'kysely'
import { openStates } from '../run/shown.ts'
import type { Tables } from './database.ts'
import { retention } from './retention.ts'

export type OldRows = {
  readonly table: keyof Tables
  /** A unique column. */
  readonly key: string
  /** Only this column is emptied, and the row stays. */
  readonly column?: string
  /** Selects keys. */
  readonly find: RawBuilder<{ readonly key: number | string }>
}
/** As words of the query, not as parameters. */
const open = sql.join(openStates.map((state) => sql.lit(state)))
const before = (days: number) => sql`now() - make_interval(days => ${days})`
const { event, deployment, settings, release, run, token, doneWrite } = retention

/** In this order: what is gone no longer keeps what it names. */
export const oldRows: readonly OldRows[] = [
  { table: 'event', key: 'id', find: sql`select id as key from event where at < ${before(event.days)}` },
  {
    table: 'event',
    key: 'id',
    find: sql`select id as key from (
        select id, row_number() over (partition by application order by id desc) as place from event) numbered
      where place > ${event.most}`,
  },
  {
    // Never the live one, nor the newest of the release before it, which a rollback needs.
    table: 'deployment',
    key: 'id',
    find: sql`with numbered as (
        select id, application, environment, release, at, row_number() over newest as place, first_value(release) over newest as live
        from deployment window newest as (partition by application, environment order by id desc))
      select id as key from numbered n where place > ${deployment.least} and at < ${before(deployment.days)} and not exists (
        select from (select max(id) as id from numbered where release <> live group by application, environment) previous where previous.id = n.id)`,
  },
  {
    // A release that is put back or rolled back to takes those of its newest deployment there (`rollout/settings.ts`).
    table: 'deployment',
    key: 'id',
    column: 'settings',
    find: sql`select id as key from (
        select id, settings, row_number() over (partition by application, environment, release order by id desc) as place from deployment) d
      where place > ${settings.least} and settings is not null`,
  },
  {
    // Never one that a deployment or a deploy names, nor the newest, as the next number is one more.
    table: 'release',
    key: 'run',
    find: sql`select run as key from (
        select run, application, number, created_at, row_number() over (partition by application order by number desc) as place from release) r
      where place > ${release.least} and created_at < ${before(release.days)}
        and not exists (select from deployment d where d.application = r.application and d.release = r.number)
        and not exists (select from run d where d.application = r.application and d.release = r.number and d.state in (${open}))`,
  },
  {
    // Never the last push of a branch: delivery may report it again, and its cause must still be known. A run may follow from another
    // and be named by it: such two go together.
    table: 'run',
    key: 'id',
    find: sql`with old as materialized (
        select id from run r join (select id, row_number() over (partition by application order by id desc) as place from run) n using (id)
        where place > ${run.least} and finished_at < ${before(run.days)} and state not in (${open})
          and not exists (select from release where release.run = r.id)
          and not exists (select from deployment where deployment.run = r.id)
          and not exists (select from event where event.run = r.id)
          and not exists (select from (select max(id) as id from run where cause like 'push %' group by application, ref) push where push.id = r.id))
      select id as key from old where not exists (select from run k left join old o on o.id = k.id where (k.follows = old.id or k.built_from = old.id) and o.id is null)
      order by id`,
  },
  {
    table: 'token',
    key: 'hash',
    find: sql`select hash as key from token where expires_at < ${before(token.days)}`,
  },
  {
    table: 'done_write',
    key: 'id',
    find: sql`select id as key from done_write where at < ${before(doneWrite.days)}`,
  },
]
