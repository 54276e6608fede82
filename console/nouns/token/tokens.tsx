/** API tokens of the signed-in account. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { actColumn } from '../../ui/act-column.tsx'
import { Button } from '../../ui/button.tsx'
import { timeColumn } from '../../ui/columns.tsx'
import { Command } from '../../ui/copy.tsx'
import { DeleteDialog } from '../../ui/delete-dialog.tsx'
import { ActDialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Once } from '../../ui/once.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import type { Token } from './queries.ts'
import { tokensQuery } from './queries.ts'

type Made = { readonly name: string; readonly token: string }
type Open = { readonly kind: 'create' } | { readonly kind: 'delete'; readonly token: Token }

export function TokensSection() {
  const words = useWords()
  const { tokens: say } = words
  const read = useSuspenseQuery(tokensQuery)
  const { data } = read
  const [open, setOpen] = useState<Open | undefined>()
  const [made, setMade] = useState<Made | undefined>()
  const queries = useQueryClient()
  const close = () => setOpen(undefined)
  const done = async () => {
    await queries.invalidateQueries({ queryKey: ['tokens'] })
    close()
  }
  return (
    <section>
      <div className="head">
        <h2>{say.title}</h2>
        <Button onPress={() => setOpen({ kind: 'create' })}>{say.create}</Button>
      </div>
      {made && <Once say={say.shown(made.name)} secret={made.token} onClose={() => setMade(undefined)} />}
      {data.items.length > 0 && <p className="dim under-head">{say.hint}</p>}
      <Table
        name="tokens"
        label={say.title}
        columns={columnsOf(words, (token) => setOpen({ kind: 'delete', token }))}
        rows={data.items}
        rowKey={(one) => one.name}
        source={read}
        empty={<p className="dim under-head">{say.empty}</p>}
      />
      <Command line={data.items.length === 0 ? cli.createToken('', 90) : cli.tokens()} />
      {open?.kind === 'create' && <CreateToken onMade={setMade} onDone={done} onClose={close} />}
      {open?.kind === 'delete' && (
        <DeleteDialog
          name={open.token.name}
          loses={words.tokens.loses}
          command={cli.deleteToken(open.token.name)}
          isTyped={false}
          shown={read}
          act={async (ifMatch) => {
            await api('DELETE /api/v1/tokens/:name', { params: { name: open.token.name }, ifMatch })
            await done()
          }}
          onClose={close}
        />
      )}
    </section>
  )
}

type CreateProps = {
  readonly onMade: (made: Made) => void
  readonly onDone: () => Promise<void>
  readonly onClose: () => void
}
function CreateToken({ onMade, onDone, onClose }: CreateProps) {
  const { tokens: say, verbs } = useWords()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  return (
    <ActDialog
      title={say.createTitle}
      button={verbs.create}
      command={cli.createToken(name, Number(days))}
      act={async () => {
        onMade(await api('POST /api/v1/tokens', { body: { name, days: Number(days) } }))
        await onDone()
      }}
      onClose={onClose}
    >
      <Field label={say.name} value={name} onChange={setName} isFirst />
      <Field label={say.days} value={days} onChange={setDays} type="number" min={1} max={365} />
    </ActDialog>
  )
}

const columnsOf = (words: Words, remove: (token: Token) => void): readonly Column<Token>[] => [
  {
    key: 'name',
    head: words.tokens.name,
    at: 'name',
    sortBy: (one) => one.name,
    cell: (one) => one.name,
  },
  timeColumn({
    key: 'created',
    head: words.tokens.created,
    at: 'more',
    of: (one) => one.createdAt,
  }),
  timeColumn({
    key: 'used',
    head: words.tokens.lastUsed,
    at: 'figure',
    label: words.tokens.lastUsed,
    of: (one) => one.lastUsedAt,
  }),
  {
    key: 'expires',
    head: words.tokens.expires,
    at: 'figure',
    label: words.tokens.expires,
    isNumber: true,
    sortBy: (one) => Date.parse(one.expiresAt),
    cell: (one) => <Time at={one.expiresAt} />,
  },
  actColumn({
    head: words.table.actions,
    say: words.verbs.delete,
    labelOf: (token) => words.remove.title(token.name),
    act: remove,
  }),
]
