/** The choice of a role in a tenant, with what it allows. */
import type { Role } from '@opads/kernel/role'
import { Segments } from '../../ui/field.tsx'
import { useWords } from '../../words/language.tsx'
import { roles } from './queries.ts'

type Props = {
  readonly label: string
  readonly role: Role
  readonly onChange: (role: Role) => void
}

export function RoleChoice({ label, role, onChange }: Props) {
  const { members: say } = useWords()
  return (
    <>
      <Segments
        label={label}
        options={roles.map((value) => ({ value, say: say.roles[value] }))}
        value={role}
        onChange={onChange}
      />
      <p className="dim">{say.may[role]}</p>
    </>
  )
}
