/** What the controller keeps of Kubernetes objects. Pure. */
import type { KubeObject } from '@opads/kernel/kube'
import type { Endpoints, Rule, ServicePorts } from './routes.ts'

type Ingress = KubeObject & {
  spec: {
    ingressClassName?: string
    rules?: {
      host?: string
      http?: {
        paths: {
          path?: string
          pathType: string
          backend: { service: { name: string; port: { number?: number; name?: string } } }
        }[]
      }
    }[]
  }
}
type Slice = KubeObject & {
  ports?: { name?: string; port?: number }[]
  endpoints?: {
    addresses: string[]
    conditions?: { ready?: boolean; serving?: boolean; terminating?: boolean }
  }[]
}
type Service = KubeObject & { spec: { ports?: { name?: string; port: number }[] } }

export const className = 'opads'

export function rulesOf(object: KubeObject): readonly Rule[] {
  const { metadata, spec } = object as Ingress
  if (spec.ingressClassName !== className) return []
  return (spec.rules ?? []).flatMap(({ host = '*', http }) =>
    (http?.paths ?? []).map(({ path = '/', pathType, backend: { service } }) => ({
      host,
      path,
      isExact: pathType === 'Exact',
      service: `${metadata.namespace}/${service.name}`,
      port: service.port.number ?? service.port.name ?? 0,
    })),
  )
}

/** Ready endpoints only: one that is leaving still serves what it has, and gets nothing new. */
export function endpointsOf(object: KubeObject): Endpoints {
  const { metadata, ports, endpoints } = object as Slice
  return {
    service: `${metadata.namespace}/${metadata.labels?.['kubernetes.io/service-name'] ?? ''}`,
    ports: (ports ?? []).map(({ name = '', port = 0 }) => ({ name, port })),
    addresses: (endpoints ?? [])
      .filter((one) => one.conditions?.ready !== false)
      .flatMap((one) => one.addresses),
  }
}

export function portsOf(object: KubeObject): ServicePorts {
  const { metadata, spec } = object as Service
  return {
    service: `${metadata.namespace}/${metadata.name}`,
    ports: (spec.ports ?? []).map(({ name = '', port }) => ({ name, port })),
  }
}
