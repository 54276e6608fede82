/** The columns of a list that the command line shows too, as columns of a table. */
import { type ListColumn, lineOf, rankOf } from '@opads/kernel/list-column'
import type { ReactNode } from 'react'
import type { Language } from '../words/time.ts'
import { Dash, Middle } from './page.tsx'
import { type Seen, State } from './state.tsx'
import type { Column } from './table.tsx'
import { Time } from './time.tsx'

type Options<Row> = {
  readonly stateOf: (row: Row) => Seen
  /** Cells that show more than their format says, such as a link; by the column's key. */
  readonly cells: Readonly<Record<string, (row: Row) => ReactNode>>
}

export const listColumns = <Row,>(
  columns: readonly ListColumn<Row>[],
  language: Language,
  { stateOf, cells }: Options<Row>,
): readonly Column<Row>[] =>
  columns.map((column) => ({
    key: column.key,
    head: column[language],
    at: column.at,
    isNumber: column.format === 'number' || column.format === 'age',
    sortBy: (row) => (column.format === 'status' ? stateOf(row).say : rankOf(column, row)),
    ...(column.format === 'text' && { findBy: (row: Row) => lineOf(column, row) ?? '' }),
    cell: cells[column.key] ?? ((row) => cellOf(column, row, stateOf)),
  }))

function cellOf<Row>(column: ListColumn<Row>, row: Row, stateOf: Options<Row>['stateOf']): ReactNode {
  if (column.format === 'status') return <State {...stateOf(row)} />
  if (column.format === 'age') return <Time at={column.of(row)} as="age" />
  const line = lineOf(column, row)
  if (line === null) return <Dash />
  switch (column.format) {
    case 'number':
      return line
    case 'name':
      return (
        <span className="mono">
          <Middle text={line} />
        </span>
      )
    default:
      return (
        <span className={column.format === 'labels' ? 'mono dim' : 'dim'} title={line}>
          {line}
        </span>
      )
  }
}
