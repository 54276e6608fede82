/** A button at the end of a table's head, to choose the columns. */
import { useId } from 'react'
import { useWords } from '../words/language.tsx'
import { Check } from './field.tsx'
import { Icon } from './icons.tsx'
import type { Column } from './table-rows.tsx'

type Props<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly hidden: readonly string[]
  readonly onChange: (hidden: readonly string[]) => void
}

export function ColumnChoice<Row>({ columns, hidden, onChange }: Props<Row>) {
  const { verbs } = useWords()
  const id = useId()
  const set = (key: string, isOn: boolean) =>
    onChange(isOn ? hidden.filter((one) => one !== key) : [...hidden, key])
  const anchor = { anchorName: `--${id.replaceAll(/\W/g, '')}` }
  return (
    <>
      <button
        type="button"
        className="columns-button"
        popoverTarget={id}
        aria-label={verbs.columns}
        title={verbs.columns}
        style={anchor}
      >
        <Icon name="columns" />
      </button>
      <div id={id} popover="auto" className="columns-choice" style={{ positionAnchor: anchor.anchorName }}>
        {columns.filter(isChosen).map(({ key, head }) => (
          <Check key={key} label={head} isOn={!hidden.includes(key)} onChange={(isOn) => set(key, isOn)} />
        ))}
      </div>
    </>
  )
}

/** Not for the name column, which opens the row, nor for buttons. */
const isChosen = <Row,>({ at, isAct }: Column<Row>) => at !== 'name' && !isAct

export const shownOf = <Row,>(columns: readonly Column<Row>[], hidden: readonly string[]) =>
  columns.filter((one) => !isChosen(one) || !hidden.includes(one.key))
