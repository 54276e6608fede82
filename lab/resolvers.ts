/** Name servers that pods of a lab can ask: those of this machine, and the upstream servers of a resolver on loopback. Pure. */
import { isIPv4, isIPv6 } from 'node:net'
import { Problem } from '@opads/kernel/problem'

/** A file or command, and the servers that it names. */
export type Source = { readonly from: string; readonly servers: readonly string[] }
/** `dropped`: server and why pods cannot ask it. */
export type Resolvers = {
  readonly servers: readonly string[]
  readonly dropped: readonly { readonly server: string; readonly why: string }[]
}

const here = 'it answers on this machine alone'

/** As many as the C library and the kubelet use. */
const most = 3

/**
 * @param own /etc/resolv.conf @param behind upstream servers, used if `own` has a loopback server or no usable one; the first source
 * with a usable server wins
 * @throws Problem `lab.no-resolver`
 */
export function resolversOf(own: Source, behind: readonly Source[], hasIPv6: boolean): Resolvers {
  const withReasons = (source: Source) =>
    source.servers.map((server) => ({ server, why: whyNot(server, hasIPv6), from: source.from }))
  const first = withReasons(own)
  const asksBehind = first.every(({ why }) => why !== undefined) || first.some(({ why }) => why === here)
  const others = asksBehind ? behind.map(withReasons) : []
  const best = others.find((all) => all.some(({ why }) => why === undefined)) ?? others.flat()
  const all = [...new Map([...first, ...best].map((one) => [one.server, one])).values()]
  const servers = all.filter(({ why }) => why === undefined).map(({ server }) => server)
  const dropped = all.flatMap(({ server, why }) => (why === undefined ? [] : [{ server, why }]))
  if (servers.length === 0)
    throw new Problem('lab.no-resolver', {
      dropped: dropped.map(({ server, why }) => `${server} (${why})`).join(', ') || `${own.from} names none`,
    })
  return { servers: servers.slice(0, most), dropped }
}

/** Why pods cannot ask a server; `undefined` if they can. */
function whyNot(server: string, hasIPv6: boolean): string | undefined {
  const address = server.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (isIPv4(address)) return /^(127\.|0\.0\.0\.0$)/.test(address) ? here : undefined
  if (!isIPv6(address)) return 'it is no address'
  if (/^(::1?|(0+:){7}0*1?)$/.test(address)) return here
  if (/%|^fe[89ab][0-9a-f]:/i.test(address)) return 'it is reached on one link alone'
  return hasIPv6 ? undefined : 'hosts of a lab have IPv4 alone'
}

/** The servers of a resolv.conf. */
export const serversIn = (text: string): readonly string[] =>
  [...text.matchAll(/^[ \t]*nameserver[ \t]+(\S+)/gm)].map((match) => match[1]!)

/** The servers that `resolvectl dns` prints: `Link 2 (eth0): 192.0.2.1 2001:db8::1`. */
export const serversOfLinks = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) =>
    line
      .replace(/^[^:]*?(\([^)]*\))?:/, '')
      .trim()
      .split(/\s+/)
      .filter(Boolean),
  )
