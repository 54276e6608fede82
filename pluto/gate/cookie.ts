/** The session cookie. `__Host-`: no other host of the domain, such as a tenant's application, can set or read it. Pure. */

const name = '__Host-opads'

export const sessionCookie = (token: string, seconds: number): string =>
  `${name}=${token}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${seconds}`

export const cookieOf = (headers: Headers): string | undefined =>
  /(?:^|;\s*)__Host-opads=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1]

/** Refuses forged requests: tenants' applications are on the same site, so a change must also come from the console's own origin. */
export function isOwnPage(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = request.headers.get('origin')
  return origin !== null && URL.parse(origin)?.host === request.headers.get('host') // `null` is an origin too: a sandboxed page
}
