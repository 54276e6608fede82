/** The first password was seen by somebody else: nothing is open before it is changed. */
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import { useWords } from '../words/language.tsx'
import { Front } from './front.tsx'

export function FirstPasswordPage() {
  const { first } = useWords()
  const { data: me } = useSuspenseQuery(meQuery)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => api('PUT /api/v1/me/password', { body: { current, password } }),
    onSuccess: async () => {
      await queries.resetQueries({ queryKey: meQuery.queryKey })
      await navigate({ to: '/applications' })
    },
  })
  return (
    <Front title={first.title}>
      <p className="dim">{first.why(me.account)}</p>
      <form
        className="front-form"
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <input
          className="hidden"
          name="username"
          autoComplete="username"
          value={me.account}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <Field
          label={first.current}
          value={current}
          onChange={setCurrent}
          type="password"
          autoComplete="current-password"
          isFirst
        />
        <Field
          label={first.next}
          hint={first.rule}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="new-password"
          minLength={12}
        />
        {change.error && <Problem failure={change.error} />}
        <Button look="primary" isSubmit isBusy={change.isPending}>
          {first.button}
        </Button>
      </form>
    </Front>
  )
}
