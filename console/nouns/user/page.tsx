/** Accounts, for administrators. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { actColumn } from '../../ui/act-column.tsx'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/copy.tsx'
import { DeleteDialog } from '../../ui/delete-dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Once } from '../../ui/once.tsx'
import { Title } from '../../ui/page.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { tenantsQuery } from '../tenant/queries.ts'
import { UserDialog } from './dialogs.tsx'
import type { User } from './queries.ts'
import { rereadUsers, usersQuery } from './queries.ts'

type Open = { readonly kind: 'create' } | { readonly kind: 'change' | 'delete'; readonly user: User }

export function UsersPage() {
  const words = useWords()
  const { users: say } = words
  const me = useMe()
  const read = useSuspenseQuery(usersQuery)
  const { data } = read
  const { data: tenants } = useSuspenseQuery(tenantsQuery)
  const [open, setOpen] = useState<Open | undefined>()
  const [made, setMade] = useState<{ readonly name: string; readonly password: string } | undefined>()
  const queries = useQueryClient()
  const reread = () => rereadUsers(queries)
  const close = () => setOpen(undefined)
  return (
    <>
      <Title title={say.title}>
        <Button look="primary" onPress={() => setOpen({ kind: 'create' })}>
          {say.create}
        </Button>
      </Title>
      {made && <Once say={say.shown(made.name)} secret={made.password} onClose={() => setMade(undefined)} />}
      <Table
        name="users"
        source={read}
        empty={<Empty say={say.empty} command={cli.createUser('', false, [], 'viewer')} />}
        label={say.title}
        columns={columnsOf(words, me.account, setOpen)}
        rows={data.items}
        rowKey={(one) => one.name}
      />
      <Command line={cli.users()} />
      {(open?.kind === 'create' || open?.kind === 'change') && (
        <UserDialog
          user={open.kind === 'change' ? open.user : undefined}
          tenants={tenants.items.map((one) => one.name)}
          shown={read}
          onMade={setMade}
          onClose={close}
        />
      )}
      {open?.kind === 'delete' && (
        <DeleteDialog
          name={open.user.name}
          loses={words.users.loses}
          command={cli.deleteUser(open.user.name)}
          shown={read}
          act={async (ifMatch) => {
            await api('DELETE /api/v1/users/:name', { params: { name: open.user.name }, ifMatch })
            await reread()
            close()
          }}
          onClose={close}
        />
      )}
    </>
  )
}

const columnsOf = (words: Words, me: string, open: (open: Open) => void): readonly Column<User>[] => [
  {
    key: 'name',
    head: words.users.name,
    at: 'name',
    sortBy: (user) => user.name,
    cell: (user) => (
      <>
        <button type="button" className="plain mono" data-row onClick={() => open({ kind: 'change', user })}>
          {user.name}
        </button>
        {user.name === me && <span className="faint"> {words.users.you}</span>}
      </>
    ),
  },
  {
    key: 'role',
    head: words.users.role,
    at: 'more',
    sortBy: (user) => (user.isAdmin ? words.users.admin : words.users.member),
    cell: (user) => (user.isAdmin ? words.users.admin : <span className="dim">{words.users.member}</span>),
  },
  {
    key: 'tenants',
    head: words.users.tenants,
    at: 'figure',
    isWide: true,
    sortBy: (user) => user.tenants.join(' '),
    cell: (user) => <span className="dim">{user.tenants.join(', ') || words.users.none}</span>,
  },
  {
    key: 'created',
    head: words.users.created,
    at: 'figure',
    sortBy: (user) => -Date.parse(user.createdAt),
    cell: (user) => (
      <span className="dim">
        <Time at={user.createdAt} />
        {user.mustChange && ` · ${words.users.mustChange}`}
      </span>
    ),
  },
  actColumn({
    head: words.table.actions,
    say: words.verbs.delete,
    labelOf: (user) => words.remove.title(user.name),
    act: (user) => open({ kind: 'delete', user }),
    isNot: (user) => user.name === me,
  }),
]
