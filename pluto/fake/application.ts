/** Applications: listed, made, shown, deleted with all that they have. */
import { Problem } from '@opads/kernel/problem'
import type { applicationContract } from '../application/contract.ts'
import { applicationView } from '../application/view.ts'
import { placeKey } from '../environment/names.ts'
import { environmentNames } from '../environment/shapes.ts'
import { type DeployedPage, shownDeploys } from '../environment/view.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { type Rights, sees } from '../gate/roles.ts'
import { isOpen } from '../run/shown.ts'
import { addEvent } from './event.ts'
import { shownRun } from './run-rows.ts'
import { said } from './sentences.ts'
import { byText, drop, type Row, type Store, storable } from './store.ts'
import type { FakeTools } from './tools.ts'

export const applicationRoutes = (tools: FakeTools) => {
  const { store } = tools
  const { rows } = store
  const view = (row: Row<'application'>, caller: Rights) => {
    const last = newest(rows.run.filter((run) => run.application === row.name))
    const shown = last && shownRun(store, { ...last, tenant: row.tenant })
    return applicationView(tools, caller, row, deployedPage(store), shown)
  }
  return {
    'GET /api/v1/applications': async ({ caller, query: { cursor, limit, tenant, search } }) => {
      storable(search)
      storable(cursor)
      const found = rows.application
        .filter((row) => sees(caller, row.tenant) && (tenant === undefined || row.tenant === tenant))
        .filter(({ name }) => name.includes(search ?? '') && (cursor === undefined || name > cursor))
        .sort(byText((row) => row.name))
      const shown = found.slice(0, limit)
      return {
        items: shown.map((row) => view(row, caller)),
        next: found.length > limit ? shown.at(-1)!.name : null,
      }
    },
    'POST /api/v1/applications': async ({ caller, target, body: { name } }) => {
      if (rows.application.some((row) => row.name === name))
        throw new Problem('application.exists', { application: name })
      const row = { name, tenant: target.name, created_by: caller.account, created_at: store.time() }
      rows.application.push(row)
      addEvent(store, said.applicationCreated(caller.account, name))
      return view(row, caller)
    },
    'GET /api/v1/applications/:name': async ({ caller, target }) => view(target, caller),
    'DELETE /api/v1/applications/:name': async ({ caller, target, dryRun }) => {
      remove(tools, target.name, dryRun)
      addEvent(store, said.applicationDeleted(caller.account, target))
    },
    'GET /internal/repositories': async () => ({
      items: rows.application.map(({ name, tenant, created_at }) => ({
        name,
        tenant,
        createdAt: created_at.toISOString(),
      })),
    }),
  } satisfies GuardedHandlers<typeof applicationContract, Store>
}

const newest = <Row extends { readonly id: number }>(rows: readonly Row[]): Row | undefined =>
  rows.reduce<Row | undefined>((last, row) => (last && last.id > row.id ? last : row), undefined)

/** What `environmentView` needs of all applications. */
function deployedPage({ rows }: Store): DeployedPage {
  const byId = <Row extends { readonly id: number }>(a: Row, b: Row) => a.id - b.id
  const commitOf = (deployment: Row<'deployment'>) =>
    rows.release.find(
      (one) => one.application === deployment.application && one.number === deployment.release,
    )!.commit
  return {
    environments: environmentNames.flatMap((name) => rows.environment.filter((row) => row.name === name)),
    deployments: new Map(
      rows.deployment.toSorted(byId).map((row) => [placeKey(row), { ...row, commit: commitOf(row) }]),
    ),
    open: shownDeploys(rows.run.filter(({ kind, state }) => kind === 'deploy' && isOpen(state))),
  }
}

function remove({ store: { rows }, cluster }: FakeTools, application: string, dryRun: boolean): void {
  const runs = new Set(rows.run.filter((row) => row.application === application).map(({ id }) => id))
  drop(rows.run_log, (row) => runs.has(row.run))
  drop(rows.application, (row) => row.name === application)
  for (const table of ['run', 'release', 'deployment', 'placement', 'variable'] as const)
    drop<{ application: string }>(rows[table], (row) => row.application === application)
  if (dryRun) return
  for (const live of [cluster.pods, cluster.deployments])
    drop<{ readonly application: string }>(live, (row) => row.application === application)
}
