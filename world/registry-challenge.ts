/** What a registry says to a caller that it does not know: where tokens are given out. Pure. */

export type Challenge = { readonly realm: string; readonly service?: string; readonly scope?: string }

/** `Bearer realm="https://…",service="…",scope="repository:a/b:pull"`; anything else is no challenge of this kind. */
export function challengeOf(header: string): Challenge | undefined {
  if (!/^bearer\s/i.test(header)) return undefined
  const pairs = [...header.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!.toLowerCase(), match[2]!])
  const { realm, service, scope } = Object.fromEntries(pairs) as Partial<Record<string, string>>
  return realm === undefined
    ? undefined
    : { realm, ...(service !== undefined && { service }), ...(scope !== undefined && { scope }) }
}

/** A password goes there, so only over TLS. */
export function tokenUrl({ realm, service, scope }: Challenge): string | undefined {
  if (!realm.startsWith('https://')) return undefined
  const url = new URL(realm)
  if (service !== undefined) url.searchParams.set('service', service)
  if (scope !== undefined) url.searchParams.set('scope', scope)
  return url.href
}
