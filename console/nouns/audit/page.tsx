/** The audit log, for administrators: filters are in the address. */
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '../../api/list.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Command } from '../../ui/copy.tsx'
import { DayField } from '../../ui/day-field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Title } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { Table } from '../../ui/table.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { zoneOf } from '../../words/time.ts'
import { columnsOf } from './columns.tsx'
import { type AuditFilter, auditOutcomes, auditQuery } from './queries.ts'
import { filterOf } from './route.ts'

type Props = { readonly search: object }
const none: AuditFilter = {
  account: undefined,
  act: undefined,
  tenant: undefined,
  application: undefined,
  outcome: undefined,
  from: undefined,
  until: undefined,
}

export function AuditPage({ search }: Props) {
  const words = useWords()
  const { audit: say } = words
  const filter = filterOf({ ...search })
  const change = useSearchChange<AuditFilter & { readonly page?: undefined }>()
  const list = useSuspenseInfiniteQuery(auditQuery(filter))
  const isFiltered = Object.values(filter).some((one) => one !== undefined)
  return (
    <>
      <Title title={say.title} about={zoneOf()} />
      <Table
        name="audit"
        source={list}
        label={say.title}
        columns={columnsOf(words)}
        rows={itemsOf(list.data)}
        rowKey={(row) => String(row.id)}
        isSearched
        filters={<Filters filter={filter} set={(next) => change({ ...next, page: undefined })} />}
        empty={
          <Empty say={isFiltered ? say.noMatch : say.empty}>
            {isFiltered && <Button onPress={() => change(none)}>{say.clear}</Button>}
          </Empty>
        }
      />
      <Command line={cli.verifyAudit()} />
    </>
  )
}

type FilterProps = { readonly filter: AuditFilter; readonly set: (change: AuditFilter) => void }

function Filters({ filter, set }: FilterProps) {
  const { audit: say } = useWords()
  return (
    <>
      {(['account', 'act', 'tenant', 'application'] as const).map((key) => (
        <SearchField
          key={key}
          label={say[key]}
          value={filter[key]}
          onChange={(next) => set({ [key]: next })}
        />
      ))}
      <DayField label={say.from} value={filter.from} onChange={(from) => set({ from })} />
      <DayField label={say.until} value={filter.until} onChange={(until) => set({ until })} />
      <Chips
        label={say.outcome}
        value={filter.outcome}
        onChange={(outcome) => set({ outcome })}
        options={[
          { value: undefined, say: say.any },
          ...auditOutcomes.map((value) => ({ value, say: say.outcomes[value] })),
        ]}
      />
    </>
  )
}
