/** Shows a failure: what, why, what to do next, code, request id to copy. */
import { type ReactNode, useEffect, useRef } from 'react'
import { problemOf } from '../api/client.ts'
import { useWords } from '../words/language.tsx'
import { Copy } from './copy.tsx'
import { Mark } from './state.tsx'

type Props = { readonly failure: unknown; readonly children?: ReactNode }

export function Problem({ failure, children }: Props) {
  const shown = useRef<HTMLDivElement>(null)
  const { answer } = useWords()
  const problem = problemOf(failure)
  const { code, request } = problem
  useEffect(() => {
    void shown.current?.scrollIntoView({ block: 'nearest' }) // a promise in new browsers, which an effect must not return
  }, [failure])
  return (
    <div role="alert" ref={shown}>
      <ProblemNote {...answer(problem)} code={code} request={request}>
        {children}
      </ProblemNote>
    </div>
  )
}

/** In the language of the page. */
type NoteProps = {
  readonly sentence: string
  readonly next: string
  readonly code: string
  readonly request?: string
  readonly children?: ReactNode
}

export function ProblemNote({ sentence, next, code, request, children }: NoteProps) {
  const words = useWords()
  const [what, ...lines] = sentence.split('\n')
  return (
    <div className="note fail">
      <Mark tone="fail" />
      <div>
        <p>
          <b>{what}</b>
        </p>
        {lines.length > 0 && <pre>{lines.join('\n')}</pre>}
        {next && <NextStep text={next} />}
        <div className="ids dim">
          <span className="mono">{code}</span>
          {request && (
            <span>
              {words.problem.request} <span className="mono">{request}</span>
              <Copy text={request} label={words.verbs.copyWhat(words.problem.request)} />
            </span>
          )}
        </div>
      </div>
      {children}
    </div>
  )
}

/** What to do next, with commands highlighted. */
export function NextStep({ text }: { readonly text: string }) {
  const words = useWords()
  return (
    <p>
      {words.problem.next}
      {' · '}
      {text.split(/(\bopads(?: [a-z][\w-]*)+(?: (?:\d+|[A-Z]+\b))?(?: --[a-z-]+)*)/).map((piece, index) =>
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
