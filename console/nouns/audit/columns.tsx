/** Columns of the audit log. */
import { timeColumn } from '../../ui/columns.tsx'
import { type Seen, State } from '../../ui/state.tsx'
import type { Column } from '../../ui/table.tsx'
import type { Words } from '../../words/en.ts'
import type { AuditRow } from './queries.ts'

const tones = { done: 'ok', refused: 'warn', failed: 'fail' } as const

const seen = ({ outcome }: AuditRow, { audit }: Words): Seen => ({
  tone: tones[outcome],
  say: audit.outcomes[outcome],
})
/** What was acted on: tenant, application, environment, target, as far as they are known. */
const subject = ({ tenant, application, environment, target }: AuditRow) =>
  [tenant, application, environment, target].filter(Boolean).join(' / ')
const details = ({ facts }: AuditRow) => (Object.keys(facts).length === 0 ? '' : JSON.stringify(facts))

export const columnsOf = (words: Words): readonly Column<AuditRow>[] => [
  {
    key: 'act',
    head: words.audit.act,
    at: 'name',
    sortBy: (row) => row.act,
    cell: (row) => <span className="mono">{row.act}</span>,
  },
  {
    key: 'account',
    head: words.audit.account,
    at: 'figure',
    sortBy: (row) => row.account,
    cell: (row) => row.account || <span className="dim">{words.audit.unknown}</span>,
  },
  {
    key: 'subject',
    head: words.audit.subject,
    at: 'more',
    isWide: true,
    sortBy: subject,
    cell: (row) => <span title={subject(row)}>{subject(row)}</span>,
  },
  {
    key: 'outcome',
    head: words.audit.outcome,
    at: 'state',
    sortBy: (row) => seen(row, words).say,
    findBy: (row) => `${seen(row, words).say} ${row.code ?? ''}`,
    cell: (row) => (
      <>
        <State {...seen(row, words)} />
        {row.code !== null && <span className="mono dim"> {row.code}</span>}
      </>
    ),
  },
  {
    key: 'address',
    head: words.audit.address,
    at: 'rest',
    sortBy: (row) => row.address,
    cell: (row) => <span className="mono dim">{row.address}</span>,
  },
  {
    key: 'facts',
    head: words.audit.facts,
    at: 'rest',
    isWide: true,
    findBy: details,
    cell: (row) => (
      <span className="mono dim" title={details(row)}>
        {details(row)}
      </span>
    ),
  },
  timeColumn({ key: 'at', head: words.audit.at, at: 'figure', of: (row) => row.at }),
]
