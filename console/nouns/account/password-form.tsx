/** Change the own password: the current and the new one. */
import { passwordLength } from '@opads/kernel/password'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { State } from '../../ui/state.tsx'
import { useWords } from '../../words/language.tsx'

type Props = {
  readonly account: string
  readonly currentLabel: string
  readonly className: string
  /** The form is the whole page. */
  readonly isPage?: boolean
  readonly onChanged?: () => Promise<void>
}

export function PasswordForm({ account, currentLabel, className, isPage, onChanged }: Props) {
  const { first, account: say } = useWords()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: () => api('PUT /api/v1/me/password', { body: { current, password } }),
    onSuccess: async () => {
      setCurrent('')
      setPassword('')
      await onChanged?.()
    },
  })
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <UserName account={account} />
      <Field
        label={currentLabel}
        value={current}
        onChange={setCurrent}
        type="password"
        autoComplete="current-password"
        isFirst={isPage === true}
      />
      <Field
        label={first.next}
        hint={first.rule}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="new-password"
        minLength={passwordLength.least}
      />
      {change.error && <Problem failure={change.error} />}
      <div className="actions">
        <Button {...(isPage && { look: 'primary' })} isSubmit isBusy={change.isPending}>
          {first.button}
        </Button>
        {change.isSuccess && <State tone="ok" say={say.changed} />}
      </div>
    </form>
  )
}

/** So that a password manager knows the account. */
const UserName = ({ account }: { readonly account: string }) => (
  <input
    className="hidden"
    name="username"
    autoComplete="username"
    value={account}
    readOnly
    tabIndex={-1}
    aria-hidden="true"
  />
)
