/** Create a user, or change a user's rights. */

import type { Role } from '@opads/kernel/role'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Shown } from '../../ui/bound-write.ts'
import { ActDialog } from '../../ui/dialog.tsx'
import { Check } from '../../ui/field.tsx'
import { NameField } from '../../ui/name-field.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { RoleChoice } from '../member/role-choice.tsx'
import { changesOf } from './changes.ts'
import { rereadUsers, type User } from './queries.ts'

type Props = {
  readonly user: User | undefined
  readonly tenants: readonly string[]
  /** The list that it is in. */
  readonly shown: Shown
  readonly onMade: (made: { readonly name: string; readonly password: string }) => void
  readonly onClose: () => void
}

export function UserDialog({ user, tenants, shown, onMade, onClose }: Props) {
  const { users: say, verbs } = useWords()
  const [name, setName] = useState(user?.name ?? '')
  const [isAdmin, setAdmin] = useState(user?.isAdmin ?? false)
  const [chosen, setChosen] = useState<readonly string[]>(user?.tenants ?? [])
  const [role, setRole] = useState<Role>('viewer')
  const hasNew = chosen.some((one) => !user?.tenants.includes(one))
  const queries = useQueryClient()
  const [before] = useState(user)
  const save = async (ifMatch: string | undefined) => {
    const wanted = { isAdmin, tenants: [...chosen], role }
    if (before) {
      const body = changesOf(before, wanted)
      await api('PUT /api/v1/users/:name', { params: { name }, ifMatch, body })
    } else onMade(await api('POST /api/v1/users', { body: { name, ...wanted } }))
    await rereadUsers(queries)
    onClose()
  }
  return (
    <ActDialog
      title={user ? say.editTitle(name) : say.createTitle}
      button={user ? verbs.save : verbs.create}
      command={
        user ? cli.changeUser(name, isAdmin, chosen, role) : cli.createUser(name, isAdmin, chosen, role)
      }
      shown={user && shown}
      act={save}
      onClose={onClose}
    >
      {!user && <NameField value={name} onChange={setName} />}
      <Check label={say.isAdmin} isOn={isAdmin} onChange={setAdmin} />
      {tenants.length > 0 && (
        <fieldset className="fields">
          <legend>{say.tenants}</legend>
          <div className="checks">
            {tenants.map((one) => (
              <Check
                key={one}
                label={<span className="mono">{one}</span>}
                isOn={chosen.includes(one)}
                onChange={(isOn) => setChosen(isOn ? [...chosen, one] : chosen.filter((two) => two !== one))}
              />
            ))}
          </div>
        </fieldset>
      )}
      {hasNew && <RoleChoice label={say.roleInNew} role={role} onChange={setRole} />}
    </ActDialog>
  )
}
