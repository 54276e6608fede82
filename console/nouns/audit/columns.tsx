/** Columns of the audit log. */
import { textColumn, timeColumn } from '../../ui/columns.tsx'
import { type Seen, State } from '../../ui/state.tsx'
import type { Column } from '../../ui/table.tsx'
import type { Words } from '../../words/words.ts'
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
  textColumn({ key: 'act', head: words.audit.act, at: 'name', of: ({ act }) => act, className: 'mono' }),
  textColumn({ key: 'account', head: words.audit.account, at: 'figure', of: ({ account }) => account, none: words.audit.unknown }),
  textColumn({ key: 'subject', head: words.audit.subject, at: 'more', isWide: true, of: subject }),
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
  textColumn({ key: 'address', head: words.audit.address, at: 'rest', of: ({ address }) => address, className: 'mono dim' }),
  textColumn({ key: 'facts', head: words.audit.facts, at: 'rest', isWide: true, of: details, className: 'mono dim' }),
  timeColumn({ key: 'at', head: words.audit.at, at: 'figure', of: (row) => row.at }),
] // biome-ignore format: a list of columns
