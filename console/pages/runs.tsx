/** Runs of all applications, newest first. */
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { itemsOf, type RunFilter, runsQuery } from '../api/queries.ts'
import { patterns } from '../paths.ts'
import { runKinds, runStates } from '../search.ts'
import { ApplicationFilter } from '../ui/application-filter.tsx'
import { Chips } from '../ui/chips.tsx'
import { Command } from '../ui/copy.tsx'
import { Empty } from '../ui/empty.tsx'
import { Title } from '../ui/page.tsx'
import { cli } from '../words/cli.ts'
import { useWords } from '../words/language.tsx'
import { RunList } from './run-list.tsx'

const route = getRouteApi('/app/runs')

export function RunsPage() {
  const { runs: say } = useWords()
  const { application, state, kind } = route.useSearch()
  const filter = { application, state, kind }
  const navigate = useNavigate({ from: patterns.runs })
  const list = useSuspenseInfiniteQuery(runsQuery(filter))
  const rows = itemsOf(list.data)
  const set = (change: RunFilter) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const any = { value: undefined, say: say.any }
  return (
    <>
      <Title title={say.title} />
      <RunList
        runs={rows}
        isFull
        source={list}
        empty={<Empty say={say.empty} command="git push opads main" />}
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
              options={[any, ...runKinds.map((value) => ({ value, say: say.kinds[value] }))]}
            />
          </>
        }
      />
      {rows.length > 0 && <Command line={cli.runs(filter.application)} />}
    </>
  )
}
