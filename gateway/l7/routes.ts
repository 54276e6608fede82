/** Ingresses, Services and EndpointSlices → nginx's route table. Pure. */

/** A rule of an Ingress v1. `service`: `namespace/name`. */
export type Rule = {
  readonly host: string
  readonly path: string
  readonly isExact: boolean
  readonly service: string
  readonly port: number | string
  /** Not passed on to anybody. */
  readonly isClosed?: true
}
/** Addresses and ports of an EndpointSlice. */
export type Endpoints = {
  readonly service: string
  readonly ports: readonly { readonly name: string; readonly port: number }[]
  readonly addresses: readonly string[]
}
/** Ports of a Service with their names in EndpointSlices. */
export type ServicePorts = {
  readonly service: string
  readonly ports: readonly { readonly name: string; readonly port: number }[]
}

/** A TLS entry of an Ingress v1: the secret with a host's certificate. */
export type TlsRule = { readonly host: string; readonly secret: SecretName }
export type SecretName = { readonly namespace: string; readonly name: string }
/** Both as PEM. */
export type Certificate = { readonly certificate: string; readonly key: string }

/** Longest path first. `peers`: `address:port`. `closed`: answered with 404. */
type Route = {
  readonly path: string
  readonly exact: boolean
  readonly peers: readonly string[]
  readonly closed?: true
}
/** Host → routes; `*` is any host, `*.name` any with one more label. Hosts without a certificate use the cloud's. */
export type Table = {
  readonly hosts: Readonly<Record<string, readonly Route[]>>
  readonly certificates: Readonly<Record<string, Certificate>>
}

/** A prefix of path elements: a trailing slash has no meaning. */
const prefixOf = (path: string) => path.replace(/\/+$/, '') || '/'

const byPrecedence = (a: Route, b: Route) =>
  Number(b.closed ?? false) - Number(a.closed ?? false) ||
  Number(b.exact) - Number(a.exact) ||
  b.path.length - a.path.length

export function routesOf(
  rules: readonly Rule[],
  services: readonly ServicePorts[],
  endpoints: readonly Endpoints[],
): Table['hosts'] {
  const ports = new Map(services.map((one) => [one.service, one.ports]))
  const table: Record<string, Route[]> = {}
  for (const rule of rules) {
    const named = ports.get(rule.service)?.find((one) => one.port === rule.port || one.name === rule.port)
    const peers = endpoints
      .filter((slice) => slice.service === rule.service)
      .flatMap((slice) => {
        const port = slice.ports.find((one) => one.name === named?.name)?.port
        return port === undefined ? [] : slice.addresses.map((address) => `${address}:${port}`)
      })
    const path = rule.isExact ? rule.path : prefixOf(rule.path)
    const route = {
      path,
      exact: rule.isExact,
      peers: [...new Set(peers)].sort(),
      ...(rule.isClosed && { closed: true as const }),
    }
    table[rule.host] = [...(table[rule.host] ?? []), route]
  }
  for (const routes of Object.values(table)) routes.sort(byPrecedence)
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)))
}
