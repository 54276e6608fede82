/** Members of a tenant: who may do what in it. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { actColumn } from '../../ui/act-column.tsx'
import { Button } from '../../ui/button.tsx'
import { timeColumn } from '../../ui/columns.tsx'
import { Command } from '../../ui/copy.tsx'
import { DeleteDialog } from '../../ui/delete-dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Title } from '../../ui/page.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { MemberDialog } from './dialogs.tsx'
import { type Member, membersQuery, roles } from './queries.ts'
import { whyNotChange } from './why-not.ts'

type Open = { readonly kind: 'add' } | { readonly kind: 'change' | 'remove'; readonly member: Member }

export function MembersPage({ params: { name } }: { readonly params: { readonly name: string } }) {
  const words = useWords()
  const { members: say } = words
  const me = useMe()
  const read = useSuspenseQuery(membersQuery(name))
  const { items } = read.data
  const [open, setOpen] = useState<Open | undefined>()
  const queries = useQueryClient()
  const close = () => setOpen(undefined)
  const done = async () => {
    await Promise.all(
      [['members', name], ['tenants'], ['users']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
    close()
  }
  const not = whyNotChange(words, me, name)
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'add' })} not={not}>
      {say.add}
    </Button>
  )
  return (
    <>
      <Title title={say.titleOf(name)}>{items.length > 0 && add}</Title>
      <Table
        name="members"
        label={say.titleOf(name)}
        columns={columnsOf(words, me.account, not, setOpen)}
        rows={items}
        rowKey={(one) => one.account}
        source={read}
        empty={
          <Empty say={say.empty} command={cli.addMember(name, '', 'viewer')}>
            {add}
          </Empty>
        }
      />
      {items.length > 0 && <Command line={cli.members(name)} />}
      {(open?.kind === 'add' || open?.kind === 'change') && (
        <MemberDialog
          tenant={name}
          member={open.kind === 'change' ? open.member : undefined}
          shown={read}
          onDone={done}
          onClose={close}
        />
      )}
      {open?.kind === 'remove' && (
        <DeleteDialog
          name={open.member.account}
          verb={words.verbs.remove}
          loses={say.loses(open.member.account, name)}
          command={cli.removeMember(name, open.member.account)}
          isTyped={false}
          shown={read}
          act={async (ifMatch) => {
            const params = { name, account: open.member.account }
            await api('DELETE /api/v1/tenants/:name/members/:account', { params, ifMatch })
            await done()
          }}
          onClose={close}
        />
      )}
    </>
  )
}

const columnsOf = (
  words: Words,
  me: string,
  not: string | undefined,
  open: (open: Open) => void,
): readonly Column<Member>[] => [
  {
    key: 'account',
    head: words.members.account,
    at: 'name',
    sortBy: (one) => one.account,
    cell: (member) => (
      <>
        <button
          type="button"
          className="plain mono"
          data-row
          title={not}
          aria-disabled={not !== undefined || undefined}
          onClick={() => not === undefined && open({ kind: 'change', member })}
        >
          {member.account}
        </button>
        {member.account === me && <span className="faint"> {words.members.you}</span>}
      </>
    ),
  },
  {
    key: 'role',
    head: words.members.role,
    at: 'figure',
    sortBy: (one) => roles.indexOf(one.role),
    findBy: (one) => words.members.roles[one.role],
    cell: (one) => words.members.roles[one.role],
  },
  timeColumn({
    key: 'since',
    head: words.members.since,
    at: 'figure',
    label: words.members.since,
    of: (one) => one.since,
  }),
  actColumn({
    head: words.table.actions,
    say: words.verbs.remove,
    labelOf: (member) => `${words.verbs.remove} ${member.account}`,
    act: (member) => open({ kind: 'remove', member }),
    not,
  }),
]
