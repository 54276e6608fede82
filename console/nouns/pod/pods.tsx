/** Pods of an application, live. */
import { Link } from '@tanstack/react-router'
import { paths } from '../../paths.ts'
import { Chips } from '../../ui/chips.tsx'
import { numberColumn } from '../../ui/columns.tsx'
import { Dash, Middle } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { State } from '../../ui/state.tsx'
import { type Column, type Source, Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import type { Words } from '../../words/en.ts'
import { useWords } from '../../words/language.tsx'
import type { Application } from '../application/queries.ts'
import type { ApplicationSearch } from '../application/route.ts'
import { type EnvironmentName, environmentNames } from '../environment/types.ts'
import type { Pod } from './queries.ts'
import { podStateOf } from './state.ts'

type Props = {
  readonly application: Application
  readonly pods: readonly Pod[]
  /** Those of one environment. */
  readonly only: EnvironmentName | undefined
  readonly source: Source
}

export function PodsSection({ application: { name, environments }, pods, only, source }: Props) {
  const words = useWords()
  const { pods: say } = words
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
        columns={columnsOf(name, only, words)}
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

const columnsOf = (name: string, only: EnvironmentName | undefined, words: Words): readonly Column<Pod>[] => [
  {
    key: 'name',
    head: words.pods.name,
    at: 'name',
    sortBy: (pod) => pod.name,
    cell: (pod) => (
      <Link {...paths.logs(name, { environment: pod.environment, pod: pod.name })} className="mono" data-row>
        <Middle text={pod.name} />
      </Link>
    ),
  },
  ...(only === undefined
    ? ([
        {
          key: 'environment',
          head: words.pods.environment,
          at: 'more',
          sortBy: (pod: Pod) => environmentNames.indexOf(pod.environment),
          findBy: (pod: Pod) => pod.environment,
          cell: (pod: Pod) => <span className="dim">{pod.environment}</span>,
        },
      ] as const)
    : []),
  {
    key: 'state',
    head: words.pods.state,
    at: 'state',
    sortBy: (pod) => podStateOf(pod, words).say,
    cell: (pod) => <State {...podStateOf(pod, words)} />,
  },
  numberColumn({
    key: 'restarts',
    head: words.pods.restarts,
    at: 'more',
    of: (pod) => pod.restarts,
  }),
  numberColumn({
    key: 'release',
    head: words.pods.release,
    at: 'more',
    of: (pod) => pod.release,
  }),
  {
    key: 'node',
    head: words.pods.node,
    at: 'figure',
    sortBy: (pod) => pod.node ?? '',
    cell: (pod) =>
      pod.node === null ? (
        <Dash />
      ) : (
        <span className="mono">
          <Middle text={pod.node} />
        </span>
      ),
  },
  {
    key: 'selector',
    head: words.pods.selector,
    at: 'rest',
    sortBy: selectorOf,
    cell: (pod) =>
      selectorOf(pod) === '' ? (
        <Dash />
      ) : (
        <span className="mono dim" title={selectorOf(pod)}>
          {selectorOf(pod)}
        </span>
      ),
  },
  {
    key: 'age',
    head: words.pods.age,
    at: 'figure',
    isNumber: true,
    sortBy: (pod) => -Date.parse(pod.createdAt),
    cell: (pod) => <Time at={pod.createdAt} as="age" />,
  },
]

const selectorOf = ({ nodeSelector }: Pod) =>
  Object.entries(nodeSelector)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
