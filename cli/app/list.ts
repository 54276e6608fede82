/** `opads app list` */

import { optional, text } from '@opads/command/field'
import { type Cell, type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import type { Application, Environment } from '../api-types.ts'
import { refuseUnknown } from '../known-names.ts'
import { listOptions, moreLine, readList } from '../lists.ts'
import { verb } from '../verb.ts'
import { environments } from './fields.ts'

export const list = verb({
  name: 'list',
  say: 'Applications by name, and what runs where',
  options: {
    tenant: optional(text('NAME', 'only of this tenant', 'tenant')),
    search: optional(text('TEXT', 'only those with this in their name')),
    ...listOptions,
  },
  examples: ['app list', 'app list --tenant payments --all'],
  run: async ({ tenant, search, ...limits }, tools) => {
    const { api } = await tools.session()
    const found = await readList(limits, (page) =>
      api('GET /api/v1/applications', { query: { ...page, tenant, search } }),
    )
    if (found.items.length === 0) await refuseUnknown(api, { tenant })
    return {
      json: found,
      text: (page) =>
        found.items.length === 0
          ? `No application${tenant || search ? ' fits' : ' yet'}. Create one: opads app create NAME\n`
          : table(columns(page), found.items, page) + moreLine(found),
    }
  },
})

const columns = (page: { readonly now: number; readonly isUtc: boolean }): readonly Column<Application>[] => [
  { title: 'Application', cell: ({ name }) => name },
  { title: 'Tenant', cell: ({ tenant }) => tenant, isSpare: true },
  ...environments.map((environment) => ({
    title: environment,
    cell: (row: Application) => environmentCell(row.environments.find(({ name }) => name === environment)),
  })),
  { title: 'Last run', cell: (row) => lastRunCell(row, page), isFlexible: true, isSpare: true },
]

/** `● 7  2/2` is release 7 with 2 of 2 pods ready. */
function environmentCell(environment: Environment | undefined): Cell {
  if (!environment || environment.state === 'none') return '–'
  const { state, release, podsReady, podsWanted } = environment
  return { state, text: `${release ?? '–'}  ${podsReady}/${podsWanted}` }
}

function lastRunCell(
  { lastRun }: Application,
  page: { readonly now: number; readonly isUtc: boolean },
): Cell {
  if (lastRun === null) return '–'
  return {
    state: lastRun.state,
    text: `${lastRun.kind} ${lastRun.id} ${lastRun.state} ${when(lastRun.finishedAt ?? lastRun.createdAt, page)}`,
  }
}
