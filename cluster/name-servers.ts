/**
 * Whom the pods of a cluster ask for names outside of it, where the hosts' own /etc/resolv.conf says that. Kubernetes hands it to a pod when the
 * pod is made, and CoreDNS reads it then: it goes into the inventory, so that a change is a difference like any other.
 */
import type { Exec } from '@opads/world/exec'
import type { Layout } from './layout.ts'
import { onHost } from './remote.ts'

/** Variables of the inventory; none where it names the servers itself. */
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
