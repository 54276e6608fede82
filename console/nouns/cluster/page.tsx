/** Clusters and their nodes. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { numberColumn } from '../../ui/columns.tsx'
import { Command } from '../../ui/copy.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Title } from '../../ui/page.tsx'
import { ProblemNote } from '../../ui/problem.tsx'
import { State } from '../../ui/state.tsx'
import { type Column, type Source, Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Words } from '../../words/words.ts'
import type { Cluster } from './queries.ts'
import { clustersQuery } from './queries.ts'
import { clusterStateOf } from './state.ts'

export function ClustersPage() {
  const words = useWords()
  const { clusters: say } = words
  const read = useSuspenseQuery(clustersQuery)
  const { data } = read
  return (
    <>
      <Title title={say.title} />
      {data.items.length === 0 && <Empty say={say.empty} command={cli.status()} />}
      {data.items.map((cluster) => (
        <ClusterSection key={cluster.name} cluster={cluster} source={read} />
      ))}
      {data.items.length > 0 && <Command line={cli.status()} />}
    </>
  )
}

function ClusterSection({ cluster, source }: { readonly cluster: Cluster; readonly source: Source }) {
  const words = useWords()
  const { clusters: say } = words
  const { unknown, nodes } = cluster
  const version = cluster.kubernetes ? `Kubernetes ${cluster.kubernetes}` : say.noVersion
  return (
    <section>
      <div className="head">
        <h2>
          {cluster.name}
          <small>{[version, cluster.environments.join(', ')].filter(Boolean).join(' · ')}</small>
        </h2>
        <State {...clusterStateOf(cluster, words)} />
      </div>
      {unknown && (
        <ProblemNote {...words.failure(unknown.problem)}>
          <small className="dim">
            {say.notSeenSince} <Time at={unknown.since} />
          </small>
        </ProblemNote>
      )}
      <Table
        name="nodes"
        address={cluster.name}
        source={source}
        empty={<p className="dim">{unknown ? say.notSeen : say.noNodes}</p>}
        label={cluster.name}
        columns={columnsOf(words)}
        rows={nodes}
        rowKey={(node) => node.name}
      />
    </section>
  )
}

const columnsOf = ({ clusters: say }: Words): readonly Column<Cluster['nodes'][number]>[] => [
  {
    key: 'name',
    head: say.node,
    at: 'name',
    sortBy: (node) => node.name,
    cell: (node) => <span className="mono">{node.name}</span>,
  },
  {
    key: 'state',
    head: say.state,
    at: 'state',
    sortBy: (node) => (node.isReady ? 1 : 0),
    findBy: (node) => (node.isReady ? say.ready : say.notReady),
    cell: (node) => (
      <State tone={node.isReady ? 'ok' : 'fail'} say={node.isReady ? say.ready : say.notReady} />
    ),
  },
  numberColumn({
    key: 'pods',
    head: say.pods,
    at: 'figure',
    label: say.pods,
    of: (node) => node.pods,
  }),
]
