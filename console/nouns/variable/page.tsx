/** Variables and secrets of an application in one environment. */
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { actColumn } from '../../ui/act-column.tsx'
import { Button } from '../../ui/button.tsx'
import { timeColumn } from '../../ui/columns.tsx'
import { Command } from '../../ui/copy.tsx'
import { DeleteDialog } from '../../ui/delete-dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Middle, Title } from '../../ui/page.tsx'
import { Mark } from '../../ui/state.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { applicationQuery } from '../application/queries.ts'
import { whyNot } from '../application/why-not.ts'
import type { EnvironmentName } from '../environment/types.ts'
import { runAt } from '../run/route.ts'
import { VariableDialog, type WriteVariable } from './dialogs.tsx'
import type { Variable } from './queries.ts'
import { variablesQuery } from './queries.ts'
import { type VariablesSearch, variablesAt } from './route.ts'

type Open =
  | { readonly kind: 'set'; readonly variable?: Variable }
  | { readonly kind: 'remove'; readonly variable: Variable }

type Props = { readonly params: { readonly name: string }; readonly search: VariablesSearch }

export function VariablesPage({ params: { name }, search: { environment = 'sit' } }: Props) {
  const words = useWords()
  const { variables: say } = words
  const { data: application } = useSuspenseQuery(applicationQuery(name))
  const read = useSuspenseQuery(variablesQuery(name, environment))
  const { data } = read
  const [open, setOpen] = useState<Open | undefined>()
  const [saved, setSaved] = useState<
    { readonly run: number | null; readonly environment: EnvironmentName } | undefined
  >()
  const queries = useQueryClient()
  const place = { name, environment }
  const write: WriteVariable = async (variable, value, isSecret, ifMatch) => {
    const route = isSecret
      ? ('PUT /api/v1/applications/:name/environments/:environment/secrets' as const)
      : ('PUT /api/v1/applications/:name/environments/:environment/config' as const)
    const { run } = await api(route, { params: place, ifMatch, body: { values: { [variable]: value } } })
    await queries.invalidateQueries({ queryKey: ['variables', name] })
    setSaved({ run, environment })
    setOpen(undefined)
  }
  const mayNot = whyNot(words, application, 'application.config', environment)
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'set' })} not={mayNot}>
      {say.add}
    </Button>
  )
  return (
    <>
      <Title title={say.title} about={say.explain}>
        {data.items.length > 0 && add}
      </Title>
      <nav className="tabs" aria-label={say.environments}>
        {application.environments.map((one) => (
          <Link
            key={one.name}
            {...variablesAt({ name }, { environment: one.name })}
            replace
            aria-current={one.name === environment ? 'page' : undefined}
          >
            {one.name}
          </Link>
        ))}
      </nav>
      {saved?.environment === environment && <Saved run={saved.run} />}
      <Table
        name="variables"
        label={say.title}
        columns={columnsOf(words, (next) => mayNot === undefined && setOpen(next))}
        rows={data.items}
        rowKey={(one) => one.name}
        source={read}
        empty={
          <Empty
            say={say.empty(environment)}
            command={cli.setVariable(name, environment, 'LOG_LEVEL', 'info')}
          >
            {add}
          </Empty>
        }
      />
      {data.items.length > 0 && <Command line={cli.config(name, environment)} />}
      {open?.kind === 'set' && (
        <VariableDialog
          place={place}
          variable={open.variable}
          write={write}
          shown={read}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.kind === 'remove' && (
        <DeleteDialog
          name={open.variable.name}
          loses={words.variables.loses(open.variable.name, environment)}
          command={cli.unset(name, environment, open.variable.name, open.variable.isSecret)}
          isTyped={false}
          shown={read}
          act={(ifMatch) => write(open.variable.name, null, open.variable.isSecret, ifMatch)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

function Saved({ run }: { readonly run: number | null }) {
  const { variables, runs } = useWords()
  return (
    <div className="note" role="status">
      <Mark tone={run === null ? 'note' : 'run'} />
      <div>
        <p>{run === null ? variables.later : variables.brings(run)}</p>
      </div>
      {run !== null && (
        <Link {...runAt({ id: run })} className="button quiet">
          {runs.follow}
        </Link>
      )}
    </div>
  )
}

const columnsOf = (words: Words, open: (open: Open) => void): readonly Column<Variable>[] => [
  {
    key: 'name',
    head: words.variables.name,
    at: 'name',
    sortBy: (one) => one.name,
    cell: (variable) => (
      <button type="button" className="plain mono" data-row onClick={() => open({ kind: 'set', variable })}>
        <Middle text={variable.name} />
      </button>
    ),
  },
  {
    key: 'value',
    head: words.variables.value,
    at: 'figure',
    isWide: true,
    sortBy: (one) => one.value ?? words.variables.secret,
    cell: ({ isSecret, value }) =>
      isSecret || value === '' ? (
        <span className="dim">{isSecret ? words.variables.secret : words.variables.emptyText}</span>
      ) : (
        <span className="mono" title={value ?? undefined}>
          {value}
        </span>
      ),
  },
  {
    key: 'by',
    head: words.variables.by,
    at: 'rest',
    sortBy: (one) => one.changedBy,
    cell: (one) => <span className="dim">{one.changedBy}</span>,
  },
  timeColumn({
    key: 'changed',
    head: words.variables.changed,
    at: 'figure',
    of: (one) => one.changedAt,
  }),
  actColumn({
    head: words.table.actions,
    say: words.verbs.remove,
    labelOf: (variable) => `${words.verbs.remove} ${variable.name}`,
    act: (variable) => open({ kind: 'remove', variable }),
  }),
]
