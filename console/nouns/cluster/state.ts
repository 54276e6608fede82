/** How a cluster is, as a state that is shown. */
import type { Seen } from '../../ui/state.tsx'
import type { Words } from '../../words/words.ts'
import type { Cluster } from './queries.ts'

/** How many nodes are ready is said only while that is known. */
export function clusterStateOf({ state, nodes }: Cluster, { clusters: say }: Words): Seen {
  if (state === 'unknown') return { tone: 'warn', say: say.notSeen }
  const ready = nodes.filter((node) => node.isReady).length
  return { tone: state === 'ready' ? 'ok' : 'warn', say: say.nodes(ready, nodes.length) }
}
