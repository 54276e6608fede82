/** Logs of an application's pods, live. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { Chips } from '../../ui/chips.tsx'
import { Command } from '../../ui/copy.tsx'
import { Check } from '../../ui/field.tsx'
import { LogView } from '../../ui/log-view.tsx'
import { Title } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { State } from '../../ui/state.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { applicationQuery } from '../application/queries.ts'
import { podsQuery } from './queries.ts'
import type { LogsSearch } from './route.ts'
import { podStateOf } from './state.ts'

type Props = { readonly params: { readonly name: string }; readonly search: LogsSearch }

export function LogsPage({ params: { name }, search: { environment = 'sit', pod, previous } }: Props) {
  const words = useWords()
  const { logs: say } = words
  const set = useSearchChange<LogsSearch>()
  const { data: application } = useSuspenseQuery(applicationQuery(name))
  const { data: pods } = useSuspenseQuery(podsQuery(name))
  const here = pods.items.filter((one) => one.environment === environment)
  const chosen = here.find((one) => one.name === pod)
  const query = new URLSearchParams({ follow: String(!previous), tail: '1000', format: 'json' })
  if (pod) query.set('pod', pod)
  if (pod && previous) query.set('previous', 'true')
  const address = `/api/v1/applications/${name}/environments/${environment}/logs?${query}`
  return (
    <>
      <Title title={say.of(name)} />
      <div className="filters">
        <Chips
          label={words.pods.environment}
          value={environment}
          onChange={(next) => next && set({ environment: next, pod: undefined, previous: undefined })}
          options={application.environments.map((one) => ({ value: one.name, say: one.name }))}
        />
        <select
          className="input mono"
          aria-label={say.pod}
          value={pod ?? ''}
          onChange={(event) => set({ pod: event.target.value || undefined, previous: undefined })}
        >
          <option value="">{say.allPods}</option>
          {pod && !here.some((one) => one.name === pod) && <option>{pod}</option>}
          {here.map((one) => (
            <option key={one.name}>{one.name}</option>
          ))}
        </select>
        {pod && (
          <Check
            label={say.previous}
            isOn={previous === true}
            onChange={(isOn) => set({ previous: isOn || undefined })}
          />
        )}
      </div>
      {chosen && (
        <p className="under-head">
          <State {...podStateOf(chosen, words)} />
        </p>
      )}
      <LogView key={address} address={address} last="run" />
      <Command line={cli.logs(name, environment, pod, previous)} />
    </>
  )
}
