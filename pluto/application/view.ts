/** Applications as the API shows them: database rows joined with live rows of Kubernetes. */
import type { Caller } from '@opads/serve/route'
import { type DeployedPage, deployedPage, environmentView } from '../environment/view.ts'
import { mayDo, type Rights } from '../gate/roles.ts'
import type { Live } from '../live/rows.ts'
import { runViews } from '../run/rows.ts'
import type { Run } from '../run/shapes.ts'
import type { Database } from '../store/database.ts'
import { gitAddress, type Place } from './address.ts'
import type { ApplicationRow } from './rows.ts'

type Views = { readonly database: Database; readonly live: Live; readonly place: Place }

type Query = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly tenant?: string | undefined
  readonly search?: string | undefined
}

/** Sorted by name. The cursor is the last name of the previous page. */
export async function listApplications(
  views: Views,
  caller: Caller,
  { cursor, limit, tenant, search }: Query,
) {
  let query = views.database
    .selectFrom('application')
    .selectAll()
    .orderBy('name')
    .limit(limit + 1)
  if (!caller.isAdmin) query = query.where('tenant', 'in', ['', ...Object.keys(caller.roles)])
  if (tenant !== undefined) query = query.where('tenant', '=', tenant)
  if (search) query = query.where('name', 'like', `%${search.replace(/[%_\\]/g, '\\$&')}%`)
  if (cursor !== undefined) query = query.where('name', '>', cursor)
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  return { items: await viewsOf(views, caller, shown), next: rows.length > limit ? shown.at(-1)!.name : null }
}

export async function showApplication(views: Views, caller: Caller, row: ApplicationRow) {
  return (await viewsOf(views, caller, [row]))[0]!
}

async function viewsOf(views: Views, caller: Caller, rows: readonly ApplicationRow[]) {
  if (rows.length === 0) return []
  const names = rows.map((row) => row.name)
  const [page, lastRuns] = await Promise.all([
    deployedPage(views.database, names),
    lastRunsOf(views.database, names),
  ])
  const tenantOf = new Map(rows.map((row) => [row.name, row.tenant]))
  const shownRuns = await runViews(
    views.database,
    lastRuns.map((run) => ({ ...run, tenant: tenantOf.get(run.application)! })),
  )
  const lastRunOf = new Map(shownRuns.map((run) => [run.application, run]))
  return rows.map((row) => applicationView(views, caller, row, page, lastRunOf.get(row.name)))
}

export function applicationView(
  views: Omit<Views, 'database'>,
  caller: Rights,
  row: ApplicationRow,
  { environments, ...page }: DeployedPage,
  last: Run | undefined,
) {
  return {
    name: row.name,
    tenant: row.tenant,
    git: gitAddress(views.place, row.tenant, row.name),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    lastRun: last ?? null,
    environments: environments.map((environment) => environmentView(views, caller, row, environment, page)),
    mayDo: mayDo(caller, { tenant: row.tenant, application: row.name, environment: null }),
  }
}

const lastRunsOf = (database: Database, names: readonly string[]) =>
  database
    .selectFrom('run')
    .selectAll()
    .where('application', 'in', names)
    .distinctOn('application')
    .orderBy('application')
    .orderBy('id', 'desc')
    .execute()
