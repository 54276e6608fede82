/** A page that could not be read, and an address without a page. */
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { applicationsAt } from './nouns/application/route.ts'
import { Button } from './ui/button.tsx'
import { Problem } from './ui/problem.tsx'
import { useWords } from './words/language.tsx'

export function PageProblem({ error }: ErrorComponentProps) {
  const { verbs, problem } = useWords()
  const router = useRouter()
  return (
    <div className="lone">
      <h1 className="hidden">{problem.title}</h1>
      <Problem failure={error}>
        <Button onPress={() => void router.invalidate()}>{verbs.again}</Button>
      </Problem>
    </div>
  )
}

export function NotFound() {
  const { problem } = useWords()
  return (
    <div className="lone">
      <h1>{problem.notFound}</h1>
      <p>
        <span className="mono">{location.pathname}</span>
      </p>
      <Link {...applicationsAt()} className="button">
        {problem.backHome}
      </Link>
    </div>
  )
}

/** The same without the shell, when nothing else is rendered. */
export const LoneProblem = (props: ErrorComponentProps) => (
  <main>
    <PageProblem {...props} />
  </main>
)
export const LoneNotFound = () => (
  <main>
    <NotFound />
  </main>
)
