/** A search field; its text goes into the URL when the user stops typing. */
import { useEffect, useId, useState } from 'react'

const restMs = 150
type Props = {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  /** Suggestions. */
  readonly known?: readonly string[]
}

export function SearchField({ label, value, onChange, known }: Props) {
  const id = useId()
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  useEffect(() => {
    if (text === (value ?? '')) return
    const timer = setTimeout(() => onChange(text || undefined), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <>
      <input
        list={known && id}
        type="search"
        className="input"
        aria-label={label}
        placeholder={label}
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      {known && (
        <datalist id={id}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  )
}
