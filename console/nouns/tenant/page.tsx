/** Tenants that one sees; administrators create and delete them. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { actColumn } from '../../ui/act-column.tsx'
import { Button } from '../../ui/button.tsx'
import { numberColumn, timeColumn } from '../../ui/columns.tsx'
import { Command } from '../../ui/copy.tsx'
import { DeleteDialog } from '../../ui/delete-dialog.tsx'
import { ActDialog } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { NameField } from '../../ui/name-field.tsx'
import { Title } from '../../ui/page.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { applicationsAt } from '../application/route.ts'
import { membersAt } from '../member/route.ts'
import type { Tenant } from './queries.ts'
import { tenantsQuery } from './queries.ts'

type Open = { readonly kind: 'create' } | { readonly kind: 'delete'; readonly tenant: Tenant }

export function TenantsPage() {
  const words = useWords()
  const { tenants: say } = words
  const read = useSuspenseQuery(tenantsQuery)
  const { data } = read
  const not = useMe().isAdmin ? undefined : say.notAdmin
  const [open, setOpen] = useState<Open | undefined>()
  const queries = useQueryClient()
  const close = () => setOpen(undefined)
  const done = async () => {
    await Promise.all([['tenants'], ['users']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    close()
  }
  const create = (
    <Button look="primary" onPress={() => setOpen({ kind: 'create' })} not={not}>
      {say.create}
    </Button>
  )
  return (
    <>
      <Title title={say.title}>{data.items.length > 0 && create}</Title>
      <Table
        name="tenants"
        label={say.title}
        columns={columnsOf(words, not, setOpen)}
        rows={data.items}
        rowKey={(one) => one.name}
        source={read}
        empty={
          <Empty say={say.empty} command={cli.createTenant('')}>
            {create}
          </Empty>
        }
      />
      {data.items.length > 0 && <Command line={cli.tenants()} />}
      {open?.kind === 'create' && <CreateTenant onDone={done} onClose={close} />}
      {open?.kind === 'delete' && (
        <DeleteDialog
          name={open.tenant.name}
          loses={words.tenants.loses}
          command={cli.deleteTenant(open.tenant.name)}
          act={async () => {
            await api('DELETE /api/v1/tenants/:name', { params: { name: open.tenant.name } })
            await done()
          }}
          onClose={close}
        />
      )}
    </>
  )
}

function CreateTenant({
  onDone,
  onClose,
}: {
  readonly onDone: () => Promise<void>
  readonly onClose: () => void
}) {
  const { tenants: say, verbs } = useWords()
  const [name, setName] = useState('')
  return (
    <ActDialog
      title={say.createTitle}
      button={verbs.create}
      command={cli.createTenant(name)}
      act={async () => {
        await api('POST /api/v1/tenants', { body: { name } })
        await onDone()
      }}
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} />
    </ActDialog>
  )
}

const columnsOf = (
  words: Words,
  not: string | undefined,
  open: (open: Open) => void,
): readonly Column<Tenant>[] => [
  {
    key: 'name',
    head: words.tenants.name,
    at: 'name',
    sortBy: (one) => one.name,
    cell: ({ name }) => (
      <Link {...applicationsAt({ tenant: name })} className="mono" data-row>
        {name}
      </Link>
    ),
  },
  numberColumn({
    key: 'applications',
    head: words.tenants.applications,
    at: 'figure',
    label: words.tenants.applications,
    of: (one) => one.applications,
  }),
  {
    ...numberColumn<Tenant>({
      key: 'users',
      head: words.tenants.users,
      at: 'figure',
      label: words.tenants.users,
      of: (one) => one.users,
    }),
    cell: ({ name, users }) => (
      <Link
        {...membersAt({ name })}
        className="link"
        aria-label={`${users} · ${words.members.titleOf(name)}`}
      >
        {users}
      </Link>
    ),
  },
  timeColumn({
    key: 'created',
    head: words.tenants.created,
    at: 'more',
    of: (one) => one.createdAt,
  }),
  actColumn({
    head: words.table.actions,
    say: words.verbs.delete,
    labelOf: (tenant) => words.remove.title(tenant.name),
    act: (tenant) => open({ kind: 'delete', tenant }),
    not,
  }),
]
