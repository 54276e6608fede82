/** `opads audit list` */

import { plain } from '@opads/command/closing'
import { choice, optional, text } from '@opads/command/field'
import type { Page } from '@opads/command/page'
import { type Column, table } from '@opads/command/table'
import { when } from '@opads/command/times'
import type { AuditRow } from '../api-types.ts'
import { unknownOf } from '../known-names.ts'
import { listOptions, moreLine, readList } from '../lists.ts'
import { verb } from '../verb.ts'
import { moment } from './moment.ts'
import { whyEmpty } from './why-empty.ts'

export const list = verb({
  name: 'list',
  say: 'Who did what, newest first',
  options: {
    account: optional(text('NAME', 'only acts of this account', 'user')),
    act: optional(text('ACT', 'only this act, or all of a noun: token.create, token')),
    tenant: optional(text('NAME', 'only of this tenant', 'tenant')),
    application: optional(text('NAME', 'only of this application', 'application')),
    outcome: optional(choice(['done', 'refused', 'failed'], 'only acts that ended so')),
    from: optional(moment('not before: a time, or how long ago, such as 2h')),
    until: optional(moment('before: a time, or how long ago')),
    ...listOptions,
  },
  notes: ['Administrators see all, admins of a tenant what belongs to it.'],
  examples: [
    'audit list --from 24h',
    'audit list --act session --outcome refused',
    'audit list --account ann --all --json',
  ],
  run: async ({ account, act, tenant, application, outcome, from, until, limit, all }, tools) => {
    const { api } = await tools.session()
    const { now } = tools.page
    const filter = { account, act, tenant, application, outcome, from: from?.(now), until: until?.(now) }
    const found = await readList({ limit, all }, (page) =>
      api('GET /api/v1/audit', { query: { ...page, ...filter } }),
    )
    const isFiltered = Object.values(filter).some((one) => one !== undefined)
    const why =
      found.items.length > 0
        ? ''
        : whyEmpty(await api('GET /api/v1/me'), tenant, {
            isFiltered,
            // Not refused: the log has also what was deleted since.
            unknown: (await unknownOf(api, { tenant, application })).map(({ message }) => message),
          })
    return {
      json: found,
      text: (page) =>
        found.items.length === 0 ? `${why}\n` : table(columns(page), found.items, page) + moreLine(found),
    }
  },
})

const columns = (page: Page): readonly Column<AuditRow>[] => [
  { title: 'When', cell: ({ at }) => when(at, page) },
  { title: 'Account', cell: ({ account }) => plain(account) || '–' },
  { title: 'Act', cell: ({ act }) => plain(act) },
  { title: 'On', cell: subject, isFlexible: true },
  { title: 'Outcome', cell: outcomeCell },
  { title: 'Address', cell: ({ address }) => plain(address) || '–', isSpare: true },
  { title: 'Sequence', cell: ({ sequence }) => String(sequence ?? '–'), isNumber: true, isSpare: true },
]

/** "shop of payments, sit: release 7", as far as it is known. */
const subject = ({ tenant, application, environment, target }: AuditRow): string => {
  const owner = application === null ? tenant : `${application}${tenant === null ? '' : ` of ${tenant}`}`
  const place = [owner, environment].filter((one) => one !== null).join(', ')
  return plain([place, target].filter(Boolean).join(': ')) || '–'
}

const outcomeCell = ({ outcome, code }: AuditRow) =>
  outcome === 'done'
    ? { state: 'succeeded', text: outcome }
    : { state: 'failed', text: code === null ? outcome : `${outcome} (${plain(code)})` }
