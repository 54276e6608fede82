/** The audit log, for administrators. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { type Given, named, oneOf, tablesSearch, text } from '../../search.ts'
import { type AuditFilter, auditOutcomes, auditQuery } from './queries.ts'

export const filterOf = ({
  account,
  act,
  tenant,
  application,
  outcome,
  from,
  until,
}: Given): AuditFilter => ({
  account: text(account)?.slice(0, 100),
  act: actOf(act),
  tenant: named(tenant),
  application: named(application),
  outcome: oneOf(auditOutcomes, outcome),
  from: dayOf(from),
  until: dayOf(until),
})
const auditSearch = (given: Given) => ({ ...tablesSearch(given), ...filterOf(given) })

/** As Pluto takes it: `token.create`, or its first part. */
const actOf = (value: unknown): string | undefined => {
  const given = text(value)?.toLowerCase()
  return given !== undefined && /^[a-z][a-z0-9.-]{0,99}$/.test(given) ? given : undefined
}
const dayOf = (value: unknown): string | undefined => {
  const given = text(value) ?? ''
  const isDay = /^20\d\d-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given))
  return isDay ? given : undefined
}

const auditAt = address('/audit', {
  search: auditSearch,
  examples: ['/audit', '/audit?account=mei&act=token&outcome=refused&from=2026-11-28'],
})
export const auditRoutes = [
  route({
    address: auditAt,
    isFor: (me) => me.isAdmin,
    load: (queries, { search }) => queries.ensureInfiniteQueryData(auditQuery(filterOf(search))),
    crumb: (words) => words.audit.title,
    sideMenu: { icon: 'audit', place: 'platform' },
    palette: {},
    withoutEvents: ['audit'],
    page: async () => (await import('./page.tsx')).AuditPage,
  }),
]
