/** An error as a person needs it: what, why, what to do next, code, request id to copy. */
import { type ReactNode, useEffect, useRef } from 'react'
import { problemOf } from '../api/client.ts'
import { useWords } from '../words/language.tsx'
import { Copy } from './copy.tsx'
import { Mark } from './state.tsx'

type Props = { readonly failure: unknown; readonly children?: ReactNode }

export function Problem({ failure, children }: Props) {
  const words = useWords()
  const shown = useRef<HTMLDivElement>(null)
  const problem = problemOf(failure)
  useEffect(() => {
    void shown.current?.scrollIntoView({ block: 'nearest' }) // a promise in new browsers: not for the effect to answer
  }, [failure])
  const [what, ...lines] = words.told(problem.title).split('\n')
  return (
    <div className="note fail" role="alert" ref={shown}>
      <Mark tone="fail" />
      <div>
        <p>
          <b>{what}</b>
        </p>
        {lines.length > 0 && <pre>{lines.join('\n')}</pre>}
        {problem.next && <NextStep text={problem.next} />}
        <div className="ids dim">
          <span className="mono">{problem.code}</span>
          {problem.request && (
            <span>
              {words.problem.request} <span className="mono">{problem.request}</span>
              <Copy text={problem.request} label={words.verbs.copyWhat(words.problem.request)} />
            </span>
          )}
        </div>
      </div>
      {children}
    </div>
  )
}

/** What to do next; a command in it stands out. */
export function NextStep({ text }: { readonly text: string }) {
  const words = useWords()
  return (
    <p>
      {words.problem.next}
      {' · '}
      {words
        .told(text)
        .split(/(\bopads(?: [a-z][\w-]*)+(?: (?:\d+|[A-Z]+\b))?(?: --[a-z-]+)*)/)
        .map((piece, index) =>
          index % 2 === 1 ? (
            <span key={piece} className="mono">
              {piece}
            </span>
          ) : (
            piece
          ),
        )}
    </p>
  )
}
