/** Somebody else has seen the first password: it must be changed before anything else. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { meQuery } from '../../api/me.ts'
import { useWords } from '../../words/language.tsx'
import { applicationsAt } from '../application/route.ts'
import { Front } from './front.tsx'
import { PasswordForm } from './password-form.tsx'

export function FirstPasswordPage() {
  const { first } = useWords()
  const { data: me } = useSuspenseQuery(meQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (
    <Front title={first.title}>
      <p className="dim">{first.why(me.account)}</p>
      <PasswordForm
        account={me.account}
        currentLabel={first.current}
        className="front-form"
        isPage
        onChanged={async () => {
          await queries.resetQueries({ queryKey: meQuery.queryKey })
          await navigate(applicationsAt())
        }}
      />
    </Front>
  )
}
