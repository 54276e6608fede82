/** Pods of an application, live. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { type Application, type EnvironmentName, environmentNames, type Pod } from '../api/types.ts'
import { Chips } from '../ui/chips.tsx'
import { ColumnChoice, shownOf } from '../ui/column-choice.tsx'
import { Dash } from '../ui/page.tsx'
import { podStateOf, State } from '../ui/state.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { Words } from '../words/en.ts'
import { useWords } from '../words/language.tsx'

const route = getRouteApi('/app/applications/$name')
type Props = { readonly application: Application; readonly pods: readonly Pod[] }

export function PodsSection({ application: { name, environments }, pods }: Props) {
  const words = useWords()
  const { application: say } = words
  const { pods: only, sort, hide } = route.useSearch()
  const navigate = useNavigate({ from: '/applications/$name' })
  const set = (change: {
    pods?: EnvironmentName | undefined
    sort?: string | undefined
    hide?: string | undefined
  }) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
  const shown = only === undefined ? pods : pods.filter((pod) => pod.environment === only)
  const columns = columnsOf(name, only, words)
  const options = [
    { value: undefined, say: say.any },
    ...environments.map((one) => ({ value: one.name, say: one.name })),
  ]
  return (
    <section>
      <div className="head">
        <h2>
          {say.podsTitle} <small>{say.podsCount(shown.length)}</small>
        </h2>
        <div className="actions">
          <Chips
            label={words.pods.environment}
            options={options}
            value={only}
            onChange={(value) => set({ pods: value })}
          />
          <ColumnChoice columns={columns} hidden={hide} onChange={(next) => set({ hide: next })} />
        </div>
      </div>
      {shown.length === 0 ? (
        <p className="dim">{only ? say.noPods(only) : say.noPodsAnywhere}</p>
      ) : (
        <Table
          label={say.podsTitle}
          columns={shownOf(columns, hide)}
          rows={shown}
          rowKey={(pod) => `${pod.environment}/${pod.name}`}
          sort={sort}
          onSort={(next) => set({ sort: next })}
        />
      )}
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
      <Link
        to="/applications/$name/logs"
        params={{ name }}
        search={{ environment: pod.environment, pod: pod.name }}
        className="mono"
        title={pod.name}
        data-row
      >
        {pod.name}
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
          cell: (pod: Pod) => <span className="dim">{pod.environment}</span>,
        },
      ] as const)
    : []),
  {
    key: 'state',
    head: words.pods.state,
    at: 'state',
    sortBy: (pod) => pod.state,
    cell: (pod) => <State {...podStateOf(pod, words)} />,
  },
  {
    key: 'restarts',
    head: words.pods.restarts,
    at: 'more',
    isNumber: true,
    sortBy: (pod) => pod.restarts,
    cell: (pod) => pod.restarts,
  },
  {
    key: 'release',
    head: words.pods.release,
    at: 'more',
    isNumber: true,
    sortBy: (pod) => pod.release,
    cell: (pod) => pod.release,
  },
  {
    key: 'node',
    head: words.pods.node,
    at: 'figure',
    sortBy: (pod) => pod.node ?? '',
    cell: (pod) => (pod.node === null ? <Dash /> : <span className="mono">{pod.node}</span>),
  },
  {
    key: 'selector',
    head: words.pods.selector,
    at: 'rest',
    sortBy: selectorOf,
    cell: (pod) => (selectorOf(pod) === '' ? <Dash /> : <span className="mono dim">{selectorOf(pod)}</span>),
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
