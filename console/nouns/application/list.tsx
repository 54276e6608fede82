/** All applications that the user may see: environments side by side, and the last run. */
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { itemsOf } from '../../api/list.ts'
import { Button } from '../../ui/button.tsx'
import { timeColumn } from '../../ui/columns.tsx'
import { Command } from '../../ui/copy.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Dash, Title } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { State } from '../../ui/state.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import { shortHealthOf } from '../environment/state.ts'
import { type EnvironmentName, environmentNames } from '../environment/types.ts'
import { runAt } from '../run/route.ts'
import { runStateOf } from '../run/state.ts'
import { tenantsQuery } from '../tenant/queries.ts'
import { CreateApplication } from './create.tsx'
import type { Application } from './queries.ts'
import { applicationsQuery } from './queries.ts'
import { type ApplicationsSearch, applicationAt } from './route.ts'

type Props = { readonly search: ApplicationsSearch }

export function ApplicationsPage({ search: { search, tenant, create } }: Props) {
  const words = useWords()
  const { applications: say } = words
  const set = useSearchChange<ApplicationsSearch>()
  const list = useSuspenseInfiniteQuery(applicationsQuery({ search, tenant }))
  const { data: tenants } = useSuspenseQuery(tenantsQuery)
  const rows = itemsOf(list.data)
  const isFiltered = search !== undefined || tenant !== undefined
  const isEmpty = rows.length === 0 && !isFiltered
  const names = tenants.items.map((one) => one.name)
  const openCreate = () => set({ create: true })
  return (
    <>
      <Title title={say.title}>
        {!isEmpty && (
          <Button look="primary" onPress={openCreate}>
            {say.create}
          </Button>
        )}
      </Title>
      <Table
        name="applications"
        label={say.title}
        columns={columnsOf(words)}
        rows={rows}
        rowKey={(one) => one.name}
        source={list}
        isSearched
        filters={!isEmpty && <Filters search={search} tenant={tenant} tenants={names} set={set} />}
        empty={
          isFiltered ? (
            <Empty say={say.noMatch(search ?? tenant ?? '')}>
              <Button onPress={() => set({ search: undefined, tenant: undefined })}>
                {words.table.clear}
              </Button>
            </Empty>
          ) : (
            <Nothing tenant={names[0]} create={openCreate} />
          )
        }
      />
      {!isEmpty && <Command line={cli.applications()} />}
      {create && <CreateApplication tenants={names} onClose={() => set({ create: undefined })} />}
    </>
  )
}

type FiltersProps = {
  readonly search: string | undefined
  readonly tenant: string | undefined
  readonly tenants: readonly string[]
  readonly set: (change: ApplicationsSearch) => void
}
function Filters({ search, tenant, tenants, set }: FiltersProps) {
  const { applications: say } = useWords()
  return (
    <>
      <SearchField label={say.search} value={search} onChange={(next) => set({ search: next })} />
      {tenants.length > 1 && (
        <select
          className="input"
          aria-label={say.tenant}
          value={tenant ?? ''}
          onChange={(event) => set({ tenant: event.target.value || undefined })}
        >
          <option value="">{say.all}</option>
          {tenants.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </>
  )
}

/** @param tenant the owner of a first application; `undefined`: the user is in no tenant yet */
function Nothing({ tenant, create }: { readonly tenant: string | undefined; readonly create: () => void }) {
  const { applications: say } = useWords()
  if (tenant === undefined) return <Empty say={say.noTenant} command={cli.createTenant('')} />
  return (
    <Empty say={say.empty} command={cli.create('', tenant)}>
      <Button look="primary" onPress={create}>
        {say.create}
      </Button>
    </Empty>
  )
}

const columnsOf = (words: Words): readonly Column<Application>[] => [
  {
    key: 'name',
    head: words.applications.name,
    at: 'name',
    sortBy: (one) => one.name,
    cell: ({ name }) => (
      <Link {...applicationAt({ name })} className="mono" data-row>
        {name}
      </Link>
    ),
  },
  {
    key: 'tenant',
    head: words.applications.tenant,
    at: 'more',
    sortBy: (one) => one.tenant,
    cell: (one) => <span className="dim">{one.tenant}</span>,
  },
  ...environmentNames.map((name) => environmentColumn(name, words)),
  {
    key: 'run',
    head: words.applications.lastRun,
    at: 'figure',
    isWide: true,
    sortBy: (one) => one.lastRun?.id ?? 0,
    cell: ({ lastRun }) => {
      if (!lastRun) return <Dash />
      const { tone, say } = runStateOf(lastRun, words)
      return (
        <Link {...runAt({ id: lastRun.id })}>
          <State tone={tone} say={`${words.runs.kinds[lastRun.kind].name} ${lastRun.id} · ${say}`} />
        </Link>
      )
    },
  },
  timeColumn({
    key: 'at',
    head: words.runs.began,
    at: 'figure',
    of: ({ lastRun }) => lastRun?.createdAt ?? null,
  }),
]

/** A small screen shows the first environment beside the name. */
const environmentColumn = (name: EnvironmentName, words: Words): Column<Application> => ({
  key: name,
  head: name,
  at: name === 'sit' ? 'state' : 'more',
  label: name,
  sortBy: (one) => one.environments.find((two) => two.name === name)?.state ?? '',
  cell: ({ environments }) => {
    const found = environments.find((one) => one.name === name)
    if (!found || found.state === 'none') return <Dash />
    return (
      <span className="release-state">
        <State {...shortHealthOf(found, words)} />
        <span className="faint number">{found.release}</span>
      </span>
    )
  },
})
