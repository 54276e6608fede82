/** The name servers of this machine, for the pods of its labs. */
import { readFile } from 'node:fs/promises'
import type { Exec } from '@opads/world/exec'
import { type Resolvers, resolversOf, type Source, serversIn, serversOfLinks } from './resolvers.ts'

/** Where resolvers on loopback keep their upstream servers. */
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

/** `createNetwork` gives networks of labs IPv4 ranges only. */
const hasIPv6 = false

async function sourceOf(from: string): Promise<Source> {
  return { from, servers: serversIn(await readFile(from, 'utf8').catch(() => '')) }
}
