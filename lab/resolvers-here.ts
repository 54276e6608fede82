/** The name servers of this machine, for the pods of its labs. */
import { readFile } from 'node:fs/promises'
import type { Exec } from '@opads/world/exec'
import { type Resolvers, resolversOf, type Source, serversIn, serversOfLinks } from './resolvers.ts'

/** Where programs that answer on the loopback address keep the servers which they ask themselves. */
const behind = [
  '/run/systemd/resolve/resolv.conf',
  '/run/NetworkManager/no-stub-resolv.conf',
  '/run/dnsmasq/resolv.conf',
]

/** @throws Problem `lab.no-resolver` */
export async function resolversHere(exec: Exec): Promise<Resolvers> {
  const [own, ...files] = await Promise.all(['/etc/resolv.conf', ...behind].map(sourceOf))
  const links = await exec(['resolvectl', 'dns'], { codes: 'any', timeoutMs: 10_000 }).catch(() => undefined)
  const said = { from: 'resolvectl dns', servers: serversOfLinks(links?.code === 0 ? links.stdout : '') }
  return resolversOf(own!, [...files, said], hasIPv6)
}

/** The networks of labs: `createNetwork` gives them IPv4 ranges alone. */
const hasIPv6 = false

async function sourceOf(from: string): Promise<Source> {
  return { from, servers: serversIn(await readFile(from, 'utf8').catch(() => '')) }
}
