/** Sign in with a name and a password; the session is a cookie that the server sets. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { meQuery } from '../../api/me.ts'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/copy.tsx'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { applicationsAt } from '../application/route.ts'
import { Front } from './front.tsx'
import { firstPasswordAt, type SignInSearch } from './route.ts'

type Props = { readonly search: SignInSearch }

export function SignInPage({ search: { to } }: Props) {
  const { signIn } = useWords()
  const navigate = useNavigate()
  const router = useRouter()
  const queries = useQueryClient()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => {
    document.title = `${signIn.title} · Opads`
  }, [signIn])
  const enter = useMutation({
    mutationFn: () => api('POST /api/v1/sessions', { body: { account, password } }),
    onSuccess: async ({ mustChange }) => {
      queries.clear()
      await queries.fetchQuery(meQuery)
      if (mustChange) await navigate(firstPasswordAt())
      else if (to?.startsWith('/') && !to.startsWith('//')) router.history.push(to)
      else await navigate(applicationsAt())
    },
  })
  return (
    <Front title={signIn.title}>
      <form
        className="front-form"
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate()
        }}
      >
        <Field label={signIn.account} value={account} onChange={setAccount} autoComplete="username" isFirst />
        <Field
          label={signIn.password}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
        />
        {enter.error && <Problem failure={enter.error} />}
        <Button look="primary" isSubmit isBusy={enter.isPending}>
          {signIn.button}
        </Button>
        <p className="hint">{signIn.hint}</p>
        <Command line={cli.login()} />
      </form>
    </Front>
  )
}
