/** When certificates of a cluster end: those in the cloud's folder, and those that kubeadm made on the masters. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificates } from '@opads/world/certificates'
import type { Exec } from '@opads/world/exec'
import { pathsBelow } from '@opads/world/walk'
import { parse } from 'yaml'
import type { Layout } from './layout.ts'
import { onHost } from './remote.ts'

/** `where`: a host's name, or `here` for this machine. `ends`: ISO 8601, UTC. */
type Ending = {
  readonly where: string
  readonly name: string
  readonly ends: string
  /** Of the cloud's own authority alone: the names that it may sign; empty if an earlier version made it, which has no limit. */
  readonly signs?: readonly string[]
}

const pki = '/etc/kubernetes/pki'
const files = ['apiserver', 'apiserver-kubelet-client', 'front-proxy-client'].map(
  (name) => `${pki}/${name}.crt`,
)
const kubeconfigs = ['admin', 'controller-manager', 'scheduler'].map((name) => `/etc/kubernetes/${name}.conf`)

/** The first to expire first. */
export async function endings(
  layout: Layout,
  folder: string,
  exec: Exec,
  certificates: Certificates,
): Promise<readonly Ending[]> {
  const masters = layout.hosts.filter((host) => layout.groups.masters.includes(host.name))
  const there = masters.map(async (host) => {
    const read = async (path: string) => (await exec(onHost(host, 'cat', path))).stdout
    const plain = files.map(async (path) => ending(host.name, path, await read(path)))
    const inside = kubeconfigs.map(async (path) => ending(host.name, path, certificateIn(await read(path))))
    return Promise.all([...plain, ...inside])
  })
  const here = (await pathsBelow(folder))
    .filter((name) => name.endsWith('.crt') && !name.startsWith('ssh/'))
    .map(async (name) => ({
      ...ending('here', name, await readFile(join(folder, name), 'utf8')),
      ...(name === 'ca.crt' && { signs: await certificates.limits(join(folder, name)) }),
    }))
  const all = [...(await Promise.all(there)).flat(), ...(await Promise.all(here))]
  return all.sort((one, other) => (one.ends < other.ends ? -1 : 1))
}

const ending = (where: string, name: string, pem: string): Ending => ({
  where,
  name,
  ends: new X509Certificate(pem).validToDate.toISOString(),
})

function certificateIn(kubeconfig: string): string {
  const { users } = parse(kubeconfig) as { users: { user: { 'client-certificate-data': string } }[] }
  return Buffer.from(users[0]!.user['client-certificate-data'], 'base64').toString()
}
