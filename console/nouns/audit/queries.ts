/** The audit log, for administrators. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { pages } from '../../api/list.ts'
import type { Answer } from '../../api/types.ts'

export type AuditRow = Answer<'GET /api/v1/audit'>['items'][number]
export const auditOutcomes = ['done', 'refused', 'failed'] as const satisfies readonly AuditRow['outcome'][]

export type AuditFilter = {
  readonly account?: string | undefined
  readonly act?: string | undefined
  readonly tenant?: string | undefined
  readonly application?: string | undefined
  readonly outcome?: AuditRow['outcome'] | undefined
  /** First and last day, as the viewer's clock has them: 2026-11-28. */
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export const auditQuery = ({ from, until, ...filter }: AuditFilter, limit = 50) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['audit', filter, from, until, limit],
    queryFn: ({ signal, pageParam }) => {
      const days = { from: startOf(from, 0), until: startOf(until, 1) }
      return api('GET /api/v1/audit', { signal, query: { ...filter, ...days, limit, cursor: pageParam } })
    },
  })

/** The start of a day, or of one after it, in the viewer's zone. */
function startOf(day: string | undefined, later: number): string | undefined {
  if (day === undefined) return undefined
  const start = new Date(`${day}T00:00:00`)
  start.setDate(start.getDate() + later)
  return start.toISOString()
}
