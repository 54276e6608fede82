/** Runs of all applications, newest first. */
import { builtBranch } from '@opads/kernel/branch'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '../../api/list.ts'
import { Chips } from '../../ui/chips.tsx'
import { Command } from '../../ui/copy.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Title } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { ApplicationFilter } from '../application/filter.tsx'
import { type RunFilter, runKinds, runStates, runsQuery } from './queries.ts'
import { RunList } from './table.tsx'

type Props = { readonly search: RunFilter }

export function RunsPage({ search: { application, state, kind } }: Props) {
  const { runs: say } = useWords()
  const filter = { application, state, kind }
  const set = useSearchChange<RunFilter>()
  const list = useSuspenseInfiniteQuery(runsQuery(filter))
  const rows = itemsOf(list.data)
  const any = { value: undefined, say: say.any }
  return (
    <>
      <Title title={say.title} />
      <RunList
        runs={rows}
        isFull
        source={list}
        empty={<Empty say={say.empty} command={`git push opads ${builtBranch}`} />}
        filters={
          <>
            <ApplicationFilter
              label={say.where}
              value={filter.application}
              onChange={(next) => set({ application: next })}
            />
            <Chips
              label={say.state}
              value={filter.state}
              onChange={(next) => set({ state: next })}
              options={[any, ...runStates.map((value) => ({ value, say: say.states[value] }))]}
            />
            <Chips
              label={say.what}
              value={filter.kind}
              onChange={(next) => set({ kind: next })}
              options={[any, ...runKinds.map((value) => ({ value, say: say.kinds[value].name }))]}
            />
          </>
        }
      />
      {rows.length > 0 && <Command line={cli.runs(filter.application)} />}
    </>
  )
}
