/** A node as the row that Pluto keeps and shows; the rest of its object is dropped. Pure. */
import type { KubeObject } from '@opads/kernel/kube'
import { type NodeUsers, usersOfNode } from '@opads/kernel/user-namespaces'

export type NodeRow = NodeUsers & {
  readonly name: string
  readonly isReady: boolean
  readonly kubernetes: string
}
type Node = KubeObject & {
  status?: { conditions?: { type: string; status: string }[]; nodeInfo?: { kubeletVersion: string } }
}

export const nodeRow = (object: KubeObject): NodeRow => {
  const { conditions = [], nodeInfo } = (object as Node).status ?? {}
  return {
    ...usersOfNode(object),
    name: object.metadata.name,
    isReady: conditions.some((one) => one.type === 'Ready' && one.status === 'True'),
    kubernetes: nodeInfo?.kubeletVersion.replace(/^v/, '') ?? '',
  }
}
