/** The session's cookie. `__Host-`: no other name under the domain can set or see it, applications of tenants live there. Pure. */

const name = '__Host-opads'

export const sessionCookie = (token: string, seconds: number): string =>
  `${name}=${token}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${seconds}`

export const cookieOf = (headers: Headers): string | undefined =>
  /(?:^|;\s*)__Host-opads=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1]

/** A cookie alone is no proof that the person asked: applications of tenants are on the same site. What changes something must come from our own page. */
export function isOwnPage(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.parse(origin)?.host === request.headers.get('host') // `null` is an origin too: a sandboxed page
}
