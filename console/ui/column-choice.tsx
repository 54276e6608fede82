/** Which columns of a table are shown; the address keeps those that are not, as `node,age`. */
import { useId } from 'react'
import { useWords } from '../words/language.tsx'
import { Check } from './field.tsx'
import type { Column } from './table.tsx'

type Props<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly hidden: string | undefined
  readonly onChange: (hidden: string | undefined) => void
}

export function ColumnChoice<Row>({ columns, hidden, onChange }: Props<Row>) {
  const { verbs } = useWords()
  const id = useId()
  const away = keysOf(hidden)
  const set = (key: string, isOn: boolean) => {
    const next = isOn ? away.filter((one) => one !== key) : [...away, key]
    onChange(next.length === 0 ? undefined : next.join(','))
  }
  return (
    <>
      <button type="button" className="chip columns-button only-large" popoverTarget={id}>
        {verbs.columns}
      </button>
      <div id={id} popover="auto" className="columns-choice">
        {columns
          .filter(({ at }) => at !== 'name')
          .map(({ key, head }) => (
            <Check key={key} label={head} isOn={!away.includes(key)} onChange={(isOn) => set(key, isOn)} />
          ))}
      </div>
    </>
  )
}

/** The name stays: without it a row cannot be opened. */
export const shownOf = <Row,>(columns: readonly Column<Row>[], hidden: string | undefined) => {
  const away = keysOf(hidden)
  return columns.filter(({ key, at }) => at === 'name' || !away.includes(key))
}
const keysOf = (hidden: string | undefined): readonly string[] => hidden?.split(',') ?? []
