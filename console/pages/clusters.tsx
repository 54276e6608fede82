/** Clusters and their nodes. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { clustersQuery } from '../api/queries.ts'
import type { Cluster } from '../api/types.ts'
import { Command } from '../ui/copy.tsx'
import { Empty } from '../ui/empty.tsx'
import { Title } from '../ui/page.tsx'
import { State } from '../ui/state.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { cli } from '../words/cli.ts'
import type { Words } from '../words/en.ts'
import { useWords } from '../words/language.tsx'

export function ClustersPage() {
  const words = useWords()
  const { clusters: say } = words
  const { data } = useSuspenseQuery(clustersQuery)
  return (
    <>
      <Title title={say.title} />
      {data.items.length === 0 && <Empty say={say.empty} command={cli.status()} />}
      {data.items.map((cluster) => (
        <ClusterSection key={cluster.name} cluster={cluster} words={words} />
      ))}
      {data.items.length > 0 && <Command line={cli.status()} />}
    </>
  )
}

function ClusterSection({ cluster, words }: { readonly cluster: Cluster; readonly words: Words }) {
  const { clusters: say } = words
  const ready = cluster.nodes.filter((node) => node.isReady).length
  const all = cluster.nodes.length
  return (
    <section>
      <div className="head">
        <h2>
          {cluster.name}
          <small>
            {cluster.kubernetes ? `Kubernetes ${cluster.kubernetes}` : say.unknown} ·{' '}
            {cluster.environments.join(', ')}
          </small>
        </h2>
        <State tone={ready === all ? 'ok' : 'warn'} say={say.nodes(ready, all)} />
      </div>
      <Table
        label={cluster.name}
        columns={columnsOf(words)}
        rows={cluster.nodes}
        rowKey={(node) => node.name}
      />
    </section>
  )
}

const columnsOf = ({ clusters: say }: Words): readonly Column<Cluster['nodes'][number]>[] => [
  { key: 'name', head: say.node, at: 'name', cell: (node) => <span className="mono">{node.name}</span> },
  {
    key: 'state',
    head: say.state,
    at: 'state',
    cell: (node) => (
      <State tone={node.isReady ? 'ok' : 'fail'} say={node.isReady ? say.ready : say.notReady} />
    ),
  },
  { key: 'pods', head: say.pods, at: 'figure', label: say.pods, isNumber: true, cell: (node) => node.pods },
]
