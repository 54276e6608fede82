/** The last column of a table: one small button per row. */
import { Button } from './button.tsx'
import type { Column } from './table.tsx'

type Act<Row> = {
  readonly head: string
  readonly say: string
  /** The full label for screen readers: "Delete mei". */
  readonly labelOf: (row: Row) => string
  readonly act: (row: Row) => void
  /** Rows without the button. */
  readonly isNot?: (row: Row) => boolean
  /** Why the button is disabled in every row. */
  readonly not?: string | undefined
}

export const actColumn = <Row,>({ head, say, labelOf, act, isNot, not }: Act<Row>): Column<Row> => ({
  key: 'actions',
  head,
  at: 'state',
  isNumber: true,
  isAct: true,
  cell: (row) =>
    !isNot?.(row) && (
      <Button look="quiet" isSmall label={labelOf(row)} onPress={() => act(row)} not={not}>
        {say}
      </Button>
    ),
})
