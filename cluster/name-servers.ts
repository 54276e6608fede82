/**
 * The name servers for names outside of the cluster, if the hosts' own /etc/resolv.conf decides them. A pod gets that file when it is
 * made, and CoreDNS reads it once. The servers are in the inventory, so that a change of them is a difference.
 */
import type { Exec } from '@opads/world/exec'
import type { Layout } from './layout.ts'
import { onHost } from './remote.ts'

/** Variables of the inventory; none if `upstream_dns` is set. */
export async function ownNameServers(
  { hosts, variables }: Pick<Layout, 'hosts' | 'variables'>,
  exec: Exec,
): Promise<Layout['variables']> {
  const named = variables.upstream_dns
  if (Array.isArray(named) && named.length > 0) return {}
  const lines = hosts.map(async (host) => {
    const { stdout } = await exec(onHost(host, 'cat', '/etc/resolv.conf'), { timeoutMs: 60_000 })
    return [host.name, ...serversIn(stdout)].join(' ')
  })
  return { host_name_servers: await Promise.all(lines) }
}

const serversIn = (text: string) =>
  [...text.matchAll(/^[ \t]*nameserver[ \t]+(\S+)/gm)].map((match) => match[1]!)
