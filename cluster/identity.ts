/** Authorities, certificates and accounts of a cluster, made once in the cloud's folder, where Ansible's roles read them. */
import { randomBytes } from 'node:crypto'
import { access, chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { overlaps } from '@opads/kernel/cidr'
import type { Certificates } from '@opads/world/certificates'
import { flush, moveDurably, writeDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import type { Layout } from './layout.ts'
import { ensureAccounts } from './registry.ts'

/**
 * `ca.*`: the cloud's own authority. `etcd-pki/`: etcd's, one certificate per member and one for clients. `kubernetes-pki/`: the
 * cluster's and its front proxy's, keys of service accounts and secrets, one certificate per kubelet. `registry/`: certificate, accounts.
 */
export async function ensureIdentity(
  folder: string,
  { name, domain, hosts, groups, ranges }: Layout,
  exec: Exec,
  certificates: Certificates,
): Promise<void> {
  const { authority, certificate } = certificates
  const addressOf = (host: string) => hosts.find((one) => one.name === host)!.address
  const registries = groups.registry.map(addressOf)
  const registryName = 'DNS:registry.opads.internal'
  // People's machines may trust it, so it signs names of this cloud only.
  const signs = [`DNS:${domain}`, registryName, ...rangesOf(ranges.hosts, registries)]
  const own = { folder, title: `opads ${name}`, signs }
  const etcd = { folder: join(folder, 'etcd-pki'), title: `opads ${name} etcd` }
  const kubernetes = { folder: join(folder, 'kubernetes-pki'), title: `opads ${name} kubernetes` }
  const proxy = { folder: join(kubernetes.folder, 'front-proxy'), title: `opads ${name} front proxy` }
  await Promise.all([own, etcd, kubernetes, proxy].map(authority))
  const registry = join(folder, 'registry')
  const registryNames = [registryName, ...registries.map((address) => `IP:${address}`)]
  // One authority signs one certificate at a time: its serial number is in a file.
  const ofEtcd = async () => {
    await certificate(etcd.folder, etcd, { name: 'client', names: [] })
    for (const host of groups.etcds)
      await certificate(etcd.folder, etcd, {
        name: host,
        names: ['DNS:localhost', 'IP:127.0.0.1', `DNS:${host}`, `IP:${addressOf(host)}`],
      })
  }
  const ofKubernetes = async () => {
    for (const host of new Set([...groups.masters, ...groups.nodes]))
      await certificate(kubernetes.folder, kubernetes, {
        name: `kubelet-${host}`,
        names: [`DNS:${host}`, `IP:${addressOf(host)}`],
      })
  }
  await Promise.all([
    ofEtcd(),
    ofKubernetes(),
    ensureServiceAccountKey(kubernetes.folder, exec),
    ensureSecretsKey(kubernetes.folder),
    certificate(registry, own, { name: 'server', names: registryNames }),
    ensureAccounts(registry, exec),
  ])
}

/** The hosts' range, and addresses outside of it. */
const rangesOf = (hosts: string, addresses: readonly string[]): readonly string[] => {
  const elsewhere = addresses.filter((one) => !overlaps(one, hosts))
  return [hosts, ...elsewhere.map((one) => `${one}/32`)].map((range) => `IP:${range}`)
}

async function ensureServiceAccountKey(folder: string, exec: Exec): Promise<void> {
  const [key, publicKey] = [join(folder, 'sa.key'), join(folder, 'sa.pub')]
  if (await isThere(publicKey)) return
  const words = ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', key]
  await exec(['openssl', 'genpkey', ...words])
  await chmod(key, 0o600)
  await flush(key)
  await exec(['openssl', 'pkey', '-in', key, '-pubout', '-out', `${publicKey}.new`])
  await flush(`${publicKey}.new`)
  await moveDurably(`${publicKey}.new`, publicKey)
}

/** The API server encrypts secrets in etcd with this key, 32 bytes as base64, written atomically. Without it they cannot be read. */
async function ensureSecretsKey(folder: string): Promise<void> {
  const path = join(folder, 'secrets.key')
  if (await isThere(path)) return
  await writeDurably(path, randomBytes(32).toString('base64'))
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
