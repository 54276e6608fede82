/** Resolves conflicts of ingresses: a host belongs to the namespace of its oldest ingress, a path to the older ingress there. Pure. */
import type { Rule, TlsRule } from './routes.ts'

/** An ingress of our class. */
export type Claim = {
  readonly namespace: string
  readonly name: string
  /** RFC 3339, so it sorts as text. */
  readonly created: string
  readonly rules: readonly Rule[]
  readonly tls: readonly TlsRule[]
}
/** A claim that is not served. `holder`: the ingress that came first, `namespace/name`. */
type Refusal = { readonly ingress: string; readonly what: string; readonly holder: string }
export type ResolvedClaims = {
  readonly rules: readonly Rule[]
  readonly tls: readonly TlsRule[]
  readonly refused: readonly Refusal[]
}

const older = (a: Claim, b: Claim) =>
  a.created === b.created ? (nameOf(a) < nameOf(b) ? -1 : 1) : a.created < b.created ? -1 : 1
const nameOf = ({ namespace, name }: Claim) => `${namespace}/${name}`

export function resolveClaims(claims: readonly Claim[]): ResolvedClaims {
  const hosts = new Map<string, Claim>()
  const paths = new Map<string, Claim>()
  const rules: Rule[] = []
  const tls: TlsRule[] = []
  const refused: Refusal[] = []
  for (const claim of claims.toSorted(older)) {
    const ingress = nameOf(claim)
    const isOurs = (host: string) => hosts.get(host)?.namespace === claim.namespace
    for (const rule of claim.rules) {
      const path = `${rule.host} ${rule.isExact ? '=' : ''}${rule.path}`
      const holder = hosts.get(rule.host) ?? claim
      const before = paths.get(path) ?? claim
      hosts.set(rule.host, holder)
      if (!isOurs(rule.host)) refused.push({ ingress, what: rule.host, holder: nameOf(holder) })
      else if (before !== claim) refused.push({ ingress, what: path, holder: nameOf(before) })
      else {
        paths.set(path, claim)
        rules.push(rule)
      }
    }
    tls.push(...claim.tls.filter(({ host }) => isOurs(host)))
  }
  return { rules, tls, refused }
}
