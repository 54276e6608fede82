/**
 * Whether pods of tenants get their own user namespace (`hostUsers: false`): only where every node that takes such pods supports it,
 * because on any other node the pod would never start. Pure.
 */
import type { KubeObject } from './kube.ts'

export type NodeUsers = { readonly takesPods: boolean; readonly hasUserNamespaces: boolean }
type Node = KubeObject & {
  readonly spec?: {
    readonly unschedulable?: boolean
    readonly taints?: readonly { readonly key: string; readonly effect: string }[]
  }
  readonly status?: {
    readonly nodeInfo?: { readonly kernelVersion?: string }
    readonly runtimeHandlers?: readonly {
      readonly name?: string
      readonly features?: { readonly userNamespaces?: boolean }
    }[]
  }
}
/** The first kernel with idmapped mounts of tmpfs, which holds the secrets of pods. */
const kernel = [6, 3] as const

export function usersOfNode(object: KubeObject): NodeUsers {
  const { spec = {}, status = {} } = object as Node
  const { taints = [], unschedulable = false } = spec
  const { nodeInfo, runtimeHandlers = [] } = status
  const bars = taints.some(({ key, effect }) => effect !== 'PreferNoSchedule' && !isOfTheMoment(key))
  const isDefault = ({ name = '' }) => name === ''
  return {
    takesPods: !unschedulable && !bars,
    hasUserNamespaces:
      isNewEnough(nodeInfo?.kernelVersion ?? '') &&
      runtimeHandlers.some((handler) => isDefault(handler) && handler.features?.userNamespaces === true),
  }
}

export function haveUserNamespaces(nodes: readonly NodeUsers[]): boolean {
  const taking = nodes.filter(({ takesPods }) => takesPods)
  return taking.length > 0 && taking.every(({ hasUserNamespaces }) => hasUserNamespaces)
}

/** Taints that Kubernetes sets and removes itself, such as `node.kubernetes.io/not-ready`: the node will take pods again. */
const isOfTheMoment = (key: string) => key.startsWith('node.kubernetes.io/')

/** @param version `6.1.0-28-amd64` */
function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number)
  return major > kernel[0] || (major === kernel[0] && minor >= kernel[1])
}
