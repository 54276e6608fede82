/** A search that goes into the address when the typing rests. */
import { useEffect, useState } from 'react'

const restMs = 150
type Props = {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

export function SearchField({ label, value, onChange }: Props) {
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  useEffect(() => {
    if (text === (value ?? '')) return
    const timer = setTimeout(() => onChange(text || undefined), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <input
      type="search"
      className="input"
      aria-label={label}
      placeholder={label}
      value={text}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
