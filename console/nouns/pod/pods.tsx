/** Pods of an application, live. */
import { podColumns } from '@opads/pluto/pod/shown'
import { Link } from '@tanstack/react-router'
import { Chips } from '../../ui/chips.tsx'
import { listColumns } from '../../ui/list-columns.tsx'
import { Middle } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { type Column, type Source, Table } from '../../ui/table.tsx'
import { type Speech, useSpeech } from '../../words/language.tsx'
import type { Application } from '../application/queries.ts'
import type { ApplicationSearch } from '../application/route.ts'
import type { EnvironmentName } from '../environment/types.ts'
import type { Pod } from './queries.ts'
import { logsAt } from './route.ts'
import { podStateOf } from './state.ts'

type Props = {
  readonly application: Application
  readonly pods: readonly Pod[]
  /** Those of one environment. */
  readonly only: EnvironmentName | undefined
  readonly source: Source
}

export function PodsSection({ application: { name, environments }, pods, only, source }: Props) {
  const speech = useSpeech()
  const { pods: say } = speech.words
  const change = useSearchChange<ApplicationSearch>({ isScrollKept: true })
  const shown = only === undefined ? pods : pods.filter((pod) => pod.environment === only)
  const options = [
    { value: undefined, say: say.any },
    ...environments.map((one) => ({ value: one.name, say: one.name })),
  ]
  return (
    <section>
      <div className="head">
        <h2>
          {say.title} <small>{say.count(shown.length)}</small>
        </h2>
      </div>
      <Table
        name="pods"
        label={say.title}
        columns={columnsOf(name, only, speech)}
        rows={shown}
        rowKey={(pod) => `${pod.environment}/${pod.name}`}
        source={source}
        filters={
          <Chips
            label={say.environment}
            options={options}
            value={only}
            onChange={(pods) => change({ pods })}
          />
        }
        empty={<p className="dim">{only ? say.none(only) : say.noneAnywhere}</p>}
      />
    </section>
  )
}

const columnsOf = (
  name: string,
  only: EnvironmentName | undefined,
  { words, language }: Speech,
): readonly Column<Pod>[] =>
  listColumns(
    podColumns.filter(({ key }) => key !== 'environment' || only === undefined),
    language,
    {
      stateOf: (pod) => podStateOf(pod, words),
      cells: {
        name: (pod) => (
          <Link
            {...logsAt({ name }, { environment: pod.environment, pod: pod.name })}
            className="mono"
            data-row
          >
            <Middle text={pod.name} />
          </Link>
        ),
      },
    },
  )
