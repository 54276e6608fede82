/** The columns of a list that the console shows too, as columns of a table. Pure. */

import type { Page } from '@opads/command/page'
import type { Cell, Column } from '@opads/command/table'
import { when } from '@opads/command/times'
import { type ListColumn, lineOf } from '@opads/kernel/list-column'

export const listColumns = <Row>(columns: readonly ListColumn<Row>[], page: Page): readonly Column<Row>[] =>
  columns.map((column) => ({
    title: column.en,
    cell: (row) => cellOf(column, row, page),
    isNumber: column.format === 'number',
    isFlexible: column.at === 'name' || column.at === 'state',
    isSpare: column.at === 'more' || column.at === 'rest',
  }))

function cellOf<Row>(column: ListColumn<Row>, row: Row, page: Page): Cell {
  if (column.format === 'age') return when(column.of(row), page)
  const text = lineOf(column, row) ?? '–'
  return column.format === 'status' ? { state: column.of(row).state, text } : text
}
