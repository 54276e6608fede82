/** A button that copies and says so, and a command with such a button. */
import { Fragment, useEffect, useState } from 'react'
import { useWords } from '../words/language.tsx'

export function Copy({ text, label }: { readonly text: string | (() => string); readonly label: string }) {
  const { verbs } = useWords()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setCopied(true)
  }
  return (
    <button type="button" className="button quiet small copy" aria-label={label} onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? verbs.copied : verbs.copy}</span>
    </button>
  )
}

export function Command({ line }: { readonly line: string }) {
  const { verbs } = useWords()
  return (
    <div className="command">
      <code>
        {line.split(' ').map((word, index) => (
          <Fragment key={`${index} ${word}`}>
            {index > 0 && ' '}
            <span>{word}</span>
          </Fragment>
        ))}
      </code>
      <Copy text={line} label={verbs.copyWhat(line)} />
    </div>
  )
}
