/** Runs as a table. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { timeColumn } from '../../ui/columns.tsx'
import { State } from '../../ui/state.tsx'
import { type Column, type Source, Table } from '../../ui/table.tsx'
import { Took } from '../../ui/time.tsx'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { applicationAt } from '../application/route.ts'
import type { Run } from './queries.ts'
import { runAt } from './route.ts'
import { runStateOf } from './state.ts'

type Props = {
  readonly runs: readonly Run[]
  readonly source: Source
  readonly empty: ReactNode
  /** On the page of all runs: also shows the application and who began it. */
  readonly isFull?: boolean
  readonly filters?: ReactNode
}

export function RunList({ runs, isFull = false, ...rest }: Props) {
  const words = useWords()
  return (
    <Table
      {...rest}
      name={isFull ? 'runs' : 'last-runs'}
      address={isFull ? '' : 'runs'}
      label={words.runs.title}
      columns={columnsOf(isFull, words)}
      rows={runs}
      rowKey={(run) => String(run.id)}
    />
  )
}

const columnsOf = (isFull: boolean, words: Words): readonly Column<Run>[] => [
  {
    key: 'run',
    head: words.runs.run,
    at: 'name',
    sortBy: (run) => run.id,
    findBy: (run) => `${words.runs.kinds[run.kind].name} ${run.id}`,
    cell: (run) => (
      <Link {...runAt({ id: run.id })} data-row>
        {words.runs.kinds[run.kind].name} <span className="number">{run.id}</span>
      </Link>
    ),
  },
  ...(isFull
    ? ([
        {
          key: 'application',
          head: words.runs.where,
          at: 'more',
          isWide: true,
          sortBy: (run: Run) => run.application,
          cell: (run: Run) => (
            <Link {...applicationAt({ name: run.application })} className="mono">
              {run.application}
            </Link>
          ),
        },
      ] as const)
    : []),
  {
    key: 'state',
    head: words.runs.state,
    at: 'state',
    sortBy: (run) => runStateOf(run, words).say,
    cell: (run) => <State {...runStateOf(run, words)} />,
  },
  {
    key: 'what',
    head: words.runs.what,
    at: 'figure',
    isWide: true,
    sortBy: (run) => {
      const { code, text } = words.runs.kinds[run.kind].subject(run)
      return `${run.title ?? ''} ${code ?? ''} ${text}`
    },
    cell: (run) => <What run={run} />,
  },
  ...(isFull
    ? ([
        {
          key: 'by',
          head: words.runs.by,
          at: 'rest',
          sortBy: (run: Run) => run.by,
          cell: (run: Run) => (
            <span className="dim" title={run.by}>
              {run.by}
            </span>
          ),
        },
      ] as const)
    : []),
  {
    key: 'took',
    head: words.runs.took,
    at: 'more',
    isNumber: true,
    sortBy: tookMs,
    cell: (run) => <Took from={run.startedAt} to={run.finishedAt} />,
  },
  timeColumn({
    key: 'began',
    head: words.runs.began,
    at: 'figure',
    of: (run) => run.createdAt,
  }),
]

const tookMs = ({ startedAt, finishedAt }: Run) =>
  startedAt === null ? 0 : Date.parse(finishedAt ?? new Date().toISOString()) - Date.parse(startedAt)

function What({ run }: { readonly run: Run }) {
  const { runs } = useWords()
  const { code, text } = runs.kinds[run.kind].subject(run)
  return (
    <span title={run.title ?? undefined}>
      {code !== null && <span className="mono dim">{code} </span>}
      {text}
    </span>
  )
}
