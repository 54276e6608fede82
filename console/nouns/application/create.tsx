/** Create an application: its name and its tenant. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { ActDialog } from '../../ui/dialog.tsx'
import { NameField } from '../../ui/name-field.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { applicationAt } from './route.ts'

type Props = { readonly tenants: readonly string[]; readonly onClose: () => void }

export function CreateApplication({ tenants, onClose }: Props) {
  const { applications: say, verbs } = useWords()
  const [name, setName] = useState('')
  const [tenant, setTenant] = useState(tenants[0] ?? '')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const create = async () => {
    await api('POST /api/v1/applications', { body: { name, tenant } })
    await queries.invalidateQueries({ queryKey: ['applications'] })
    await navigate(applicationAt({ name }))
  }
  return (
    <ActDialog
      title={say.createTitle}
      button={verbs.create}
      command={cli.create(name, tenant)}
      not={tenants.length === 0 ? say.noTenant : undefined}
      act={create}
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} />
      <label className="field">
        <span>{say.tenant}</span>
        <select className="input" value={tenant} onChange={(event) => setTenant(event.target.value)}>
          {tenants.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
    </ActDialog>
  )
}
