/** Applications and their environments as the API shows them: database rows joined with live rows of Kubernetes. */
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import type { Selectable } from 'kysely'
import { healthOf } from './environment/health.ts'
import { hostOf, namespaceOf } from './environment/names.ts'
import { addEvent } from './event/rows.ts'
import { mayUse } from './gate/may-use.ts'
import type { Live } from './live/rows.ts'
import { runView } from './run/rows.ts'
import type { Database, Tables } from './store/database.ts'
import { requireTenants } from './tenant/rows.ts'

export type Place = { readonly domain: string; readonly port: number }
type Row = Selectable<Tables['application']>
type Views = { readonly database: Database; readonly live: Live; readonly place: Place }

/** @throws Problem `application.unknown`, also for what another tenant owns */
export async function ownedApplication(database: Database, name: string, caller: Caller): Promise<Row> {
  const row = await database.selectFrom('application').selectAll().where('name', '=', name).executeTakeFirst()
  if (!row || !mayUse(caller, row.tenant)) throw new Problem('application.unknown', { application: name })
  return row
}

export const gitAddress = ({ domain, port }: Place, tenant: string, name: string): string =>
  `https://git.${domain}${port === 443 ? '' : `:${port}`}/${tenant}/${name}.git`

const urlOf = ({ domain, port }: Place, application: string, environment: string) =>
  `https://${hostOf({ application, environment, domain })}${port === 443 ? '' : `:${port}`}`

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
  if (!caller.isAdmin) query = query.where('tenant', 'in', ['', ...caller.tenants])
  if (tenant !== undefined) query = query.where('tenant', '=', tenant)
  if (search) query = query.where('name', 'like', `%${search.replace(/[%_\\]/g, '\\$&')}%`)
  if (cursor !== undefined) query = query.where('name', '>', cursor)
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  return { items: await viewsOf(views, shown), next: rows.length > limit ? shown.at(-1)!.name : null }
}

export async function showApplication(views: Views, row: Row) {
  return (await viewsOf(views, [row]))[0]!
}

async function viewsOf(views: Views, rows: readonly Row[]) {
  if (rows.length === 0) return []
  const { environments, lastRuns, ...page } = await pageOf(
    views.database,
    rows.map((row) => row.name),
  )
  return rows.map((row) => {
    const last = lastRuns.find((run) => run.application === row.name)
    return {
      name: row.name,
      tenant: row.tenant,
      git: gitAddress(views.place, row.tenant, row.name),
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      lastRun: last ? runView({ ...last, tenant: row.tenant }) : null,
      environments: environments.map((environment) => environmentView(views, row, environment, page)),
    }
  })
}

type Page = Awaited<ReturnType<typeof pageOf>>

/** Four queries for a whole page, not four per application. */
async function pageOf(database: Database, names: readonly string[]) {
  const [environments, deployments, lastRuns, working] = await Promise.all([
    database.selectFrom('environment').selectAll().execute(),
    database
      .selectFrom('deployment')
      .innerJoin('release', (join) =>
        join
          .onRef('release.application', '=', 'deployment.application')
          .onRef('release.number', '=', 'deployment.release'),
      )
      .select([
        'deployment.application',
        'deployment.environment',
        'deployment.release',
        'deployment.at',
        'deployment.created_by',
        'release.commit',
      ])
      .where('deployment.application', 'in', names)
      .distinctOn(['deployment.application', 'deployment.environment'])
      .orderBy('deployment.application')
      .orderBy('deployment.environment')
      .orderBy('deployment.id', 'desc')
      .execute(),
    database
      .selectFrom('run')
      .selectAll()
      .where('application', 'in', names)
      .distinctOn('application')
      .orderBy('application')
      .orderBy('id', 'desc')
      .execute(),
    database
      .selectFrom('run')
      .select(['id', 'application', 'environment'])
      .where('application', 'in', names)
      .where('kind', '=', 'deploy')
      .where('state', 'in', ['queued', 'running'])
      .execute(),
  ])
  const order = ['sit', 'uat', 'prod']
  environments.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  return { environments, deployments, lastRuns, working }
}

/** The last deployment there, with its live state. */
function environmentView(
  { live, place }: Views,
  row: Row,
  { name, cluster }: Page['environments'][number],
  { deployments, working }: Pick<Page, 'deployments' | 'working'>,
) {
  const isHere = (one: { application: string; environment: string | null }) =>
    one.application === row.name && one.environment === name
  const deployed = deployments.find(isHere)
  const run = working.find(isHere)
  const pods = live.pods(row.name, name)
  const deployment = live.deployment(row.name, name)
  return {
    name,
    cluster,
    namespace: namespaceOf(row.tenant, name),
    url: urlOf(place, row.name, name),
    ...healthOf(deployment, pods, run !== undefined, live.unknown('applications')),
    release: deployed?.release ?? null,
    commit: deployed?.commit ?? null,
    deployedAt: deployed?.at.toISOString() ?? null,
    deployedBy: deployed?.created_by ?? null,
    run: run?.id ?? null,
    podsReady: pods.filter((pod) => pod.state === 'ready').length,
    podsWanted: deployment?.wanted ?? 0,
  }
}

/** @throws Problem `application.exists`, `tenant.unknown` (also for a tenant that the caller is not in) */
export async function createApplication(
  database: Database,
  caller: Caller,
  { name, tenant }: { readonly name: string; readonly tenant: string },
): Promise<Row> {
  if (!mayUse(caller, tenant)) throw new Problem('tenant.unknown', { tenant })
  await requireTenants(database, [tenant])
  return database.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('application')
      .values({ name, tenant, created_by: caller.account })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Problem('application.exists', { application: name })
    await addEvent(tx, {
      application: name,
      by: caller.account,
      kind: 'application.created',
      text: `${name} was created`,
    })
    return row
  })
}
