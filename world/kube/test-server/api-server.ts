/** Starts a real kube-apiserver and etcd for tests, on free loopback ports and in a temporary folder. Without nodes and controllers. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificates } from '../../certificates.ts'
import { exec } from '../../exec.ts'
import { freePort } from '../../free-port.ts'
import { roomRunner } from '../../room.ts'
import { waitFor } from '../../wait.ts'
import { type Kube, kube } from '../client.ts'

type ApiServer = {
  /** Access as administrator. */
  readonly admin: Kube
  /** Compacts etcd: older watches are answered 410. Returns such an old version. */
  readonly compact: () => Promise<string>
  /** Access with the rights of a service account. */
  readonly as: (namespace: string, account: string) => Promise<Kube>
  readonly stop: () => Promise<void>
}

export async function apiServer(): Promise<ApiServer> {
  const folder = await mkdtemp(join(tmpdir(), 'opads-apiserver-'))
  const at = (name: string) => join(folder, name)
  const [etcd, kubernetes] = await Promise.all(['etcd-3.7.3', 'kubernetes-1.37.2'].map(programs))
  // One program: the name that starts it chooses which.
  for (const name of ['kube-apiserver', 'kubectl']) await symlink(kubernetes!.kubernetes!, at(name))
  const make = certificates(exec)
  const authority = { folder, title: 'test' }
  await make.authority(authority)
  await make.certificate(folder, authority, { name: 'server', names: ['IP:127.0.0.1', 'DNS:localhost'] })
  await exec(['openssl', 'genrsa', '-out', at('accounts.key'), '2048'])
  await writeFile(at('tokens'), 'administrator,admin,1,system:masters\n', { mode: 0o600 })
  const [client, peer, port] = [await freePort(), await freePort(), await freePort()]
  const [store, peers, origin] = [
    `http://127.0.0.1:${client}`,
    `http://127.0.0.1:${peer}`,
    `https://127.0.0.1:${port}`,
  ]
  const stops = [
    start(etcd!.etcd!, {
      'data-dir': at('etcd'), 'unsafe-no-fsync': 'true', 'listen-client-urls': store, 'advertise-client-urls': store,
      'listen-peer-urls': peers, 'initial-advertise-peer-urls': peers, 'initial-cluster': `default=${peers}`,
    }),
    start(at('kube-apiserver'), {
      'etcd-servers': store, 'bind-address': '127.0.0.1', 'secure-port': String(port),
      'tls-cert-file': at('server.crt'), 'tls-private-key-file': at('server.key'), 'token-auth-file': at('tokens'),
      'authorization-mode': 'RBAC', 'service-account-issuer': 'https://test', 'service-account-key-file': at('accounts.key'),
      'service-account-signing-key-file': at('accounts.key'), 'service-cluster-ip-range': '198.19.0.0/24',
      'disable-admission-plugins': 'ServiceAccount', 'watch-cache': 'false',
    }),
  ] // biome-ignore format: tables of flags
  const ca = await readFile(at('ca.crt'), 'utf8')
  const by = (token: string) => kube({ origin, ca, token: async () => token })
  const admin = by('administrator')
  const open = [admin]
  const stop = async () => {
    for (const one of stops) await one()
    await Promise.all(open.map((one) => one.close().catch(() => {})))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await waitFor(
      'the API server',
      async () => (await admin.get('/api/v1/namespaces/kube-system')) !== undefined,
      {
        boundMs: 60_000,
      },
    )
  } catch (failure) {
    await stop()
    throw failure
  }
  return {
    admin,
    compact: async () => {
      const list = await admin.get<{ metadata: { resourceVersion: string } }>('/api/v1/namespaces')
      await exec([etcd!.etcdctl!, '--endpoints', store, 'compact', list!.metadata.resourceVersion])
      return '1'
    },
    as: async (namespace, account) => {
      const words = ['--server', origin, '--certificate-authority', at('ca.crt'), '--token', 'administrator']
      const { stdout } = await exec([at('kubectl'), ...words, 'create', 'token', account, '-n', namespace])
      const one = by(stdout.trim())
      open.push(one)
      return one
    },
    stop,
  }
}

/** From the cache, or built. */
async function programs(name: string): Promise<Readonly<Record<string, string>>> {
  const stdout = await roomRunner(exec)('artifacts', ['get', name, '--json'])
  return (JSON.parse(stdout) as { files: Record<string, string> }).files
}

/** Starts a program that is killed with this process. Returns how to stop it. */
function start(program: string, flags: Readonly<Record<string, string>>): () => Promise<void> {
  const words = Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', program, ...words], { stdio: 'ignore' })
  return async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
