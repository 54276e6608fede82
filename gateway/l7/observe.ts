/** The fields of Kubernetes objects that the controller keeps. Pure. */
import { closedPaths } from '@opads/kernel/ingress'
import type { KubeObject } from '@opads/kernel/kube'
import type { Claim } from './claims.ts'
import type { Endpoints, Rule, ServicePorts } from './routes.ts'

/** A backend may also be a resource, which we do not support. */
type Backend = { service?: { name: string; port: { number?: number; name?: string } } }
type Ingress = KubeObject & {
  spec: {
    ingressClassName?: string
    defaultBackend?: Backend
    rules?: {
      host?: string
      http?: { paths: { path?: string; pathType: string; backend: Backend }[] }
    }[]
    tls?: { hosts?: string[]; secretName?: string }[]
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

const className = 'opads'

/** The claims of an ingress; none if it is of another class. */
export function seenOf(object: KubeObject): Claim {
  const { metadata, spec } = object as Ingress
  const {
    namespace = '',
    name,
    creationTimestamp: created = '',
  } = metadata as Ingress['metadata'] & {
    creationTimestamp?: string
  }
  if (spec.ingressClassName !== className) return { namespace, name, created, rules: [], tls: [] }
  const ruleOf = (host: string, path: string, isExact: boolean, { service }: Backend): Rule[] =>
    service
      ? [
          {
            host,
            path,
            isExact,
            service: `${metadata.namespace}/${service.name}`,
            port: service.port.number ?? service.port.name ?? 0,
          },
        ]
      : []
  const rules = (spec.rules ?? []).flatMap(({ host = '*', http }) =>
    (http?.paths ?? []).flatMap(({ path = '/', pathType, backend }) =>
      ruleOf(host, path, pathType === 'Exact', backend),
    ),
  )
  const own = new Set(rules.map((rule) => rule.host))
  const closed = (metadata.annotations?.[closedPaths] ?? '').split(',').filter((path) => path.startsWith('/'))
  const closedRules = [...own].flatMap((host) =>
    closed.map((path): Rule => ({ host, path, isExact: false, service: '', port: 0, isClosed: true })),
  )
  return {
    namespace,
    name,
    created,
    rules: [
      ...rules,
      ...closedRules,
      ...(spec.defaultBackend ? ruleOf('*', '/', false, spec.defaultBackend) : []),
    ],
    // Ignore certificates for hosts that the ingress has no rule for.
    tls: (spec.tls ?? []).flatMap(({ hosts, secretName }) =>
      secretName === undefined
        ? []
        : [...(hosts ?? own)]
            .filter((host) => own.has(host) && host !== '*')
            .map((host) => ({ host, secret: { namespace: metadata.namespace ?? '', name: secretName } })),
    ),
  }
}

/** Ready endpoints only: a terminating one finishes its requests and gets no new ones. */
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
