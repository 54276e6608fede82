/** A page that could not be read, and an address without a page. */
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/problem.tsx'
import { useWords } from '../words/language.tsx'

export function PageProblem({ error, reset }: ErrorComponentProps) {
  const { verbs } = useWords()
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="lone">
      <Problem failure={error}>
        <Button onPress={again}>{verbs.again}</Button>
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
      <Link to="/applications" className="button">
        {problem.backHome}
      </Link>
    </div>
  )
}
