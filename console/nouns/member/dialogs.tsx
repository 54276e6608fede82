/** Add a member to a tenant, or change a member's role. */
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Shown } from '../../ui/bound-write.ts'
import { ActDialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Member } from './queries.ts'
import { RoleChoice } from './role-choice.tsx'

type Props = {
  readonly tenant: string
  /** Without it, one is added. */
  readonly member: Member | undefined
  /** The list that it is in. */
  readonly shown: Shown
  readonly onDone: () => Promise<void>
  readonly onClose: () => void
}

export function MemberDialog({ tenant: name, member, shown, onDone, onClose }: Props) {
  const { members: say, verbs } = useWords()
  const [account, setAccount] = useState(member?.account ?? '')
  const [role, setRole] = useState(member?.role ?? 'viewer')
  const save = async (ifMatch: string | undefined) => {
    const params = { name, account }
    if (member) await api('PUT /api/v1/tenants/:name/members/:account', { params, ifMatch, body: { role } })
    else await api('POST /api/v1/tenants/:name/members', { params: { name }, body: { account, role } })
    await onDone()
  }
  return (
    <ActDialog
      title={member ? say.changeTitle(account) : say.addTitle(name)}
      button={member ? verbs.save : say.addButton}
      command={(member ? cli.changeMember : cli.addMember)(name, account, role)}
      shown={member && shown}
      act={save}
      onClose={onClose}
    >
      {!member && (
        <Field
          label={say.account}
          hint={say.accountHint}
          value={account}
          onChange={setAccount}
          isMono
          isFirst
        />
      )}
      <RoleChoice label={say.role} role={role} onChange={setRole} />
    </ActDialog>
  )
}
