/** What clusters say. */
import { counted } from '../../words/count.ts'

export const en = {
  clusters: {
    title: 'Clusters',
    node: 'Node',
    state: 'State',
    pods: 'Application pods',
    ready: 'Ready',
    notReady: 'Not ready',
    noVersion: 'version not known',
    nodes: (ready: number, all: number) => `${ready} of ${counted(all, 'node')} ready`,
    notSeen: 'Nodes not known',
    notSeenSince: 'Not known since',
    empty: 'No cluster is known.',
    noNodes: 'It has no nodes.',
  },
}
