/** The challenge of a registry to an unauthenticated caller: where to get a token. Pure. */

type Challenge = { readonly realm: string; readonly service?: string; readonly scope?: string }

/** Parses `Bearer realm="https://…",service="…",scope="repository:a/b:pull"`; `undefined` for any other challenge. */
export function challengeOf(header: string): Challenge | undefined {
  if (!/^bearer\s/i.test(header)) return undefined
  const pairs = [...header.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!.toLowerCase(), match[2]!])
  const { realm, service, scope } = Object.fromEntries(pairs) as Partial<Record<string, string>>
  return realm === undefined
    ? undefined
    : { realm, ...(service !== undefined && { service }), ...(scope !== undefined && { scope }) }
}

/** `undefined` where it is not HTTPS, because the password is sent there. */
export function tokenUrl({ realm, service, scope }: Challenge): string | undefined {
  if (!realm.startsWith('https://')) return undefined
  const url = new URL(realm)
  if (service !== undefined) url.searchParams.set('service', service)
  if (scope !== undefined) url.searchParams.set('scope', scope)
  return url.href
}
