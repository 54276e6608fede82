/** Runs the real registry program on loopback, with TLS and an account, for tests and benches. It ends with the process that started it. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret } from '@opads/kernel/secret'
import { certificates } from './certificates.ts'
import { type Exec, exec } from './exec.ts'
import { freePort } from './free-port.ts'
import { registry } from './registry.ts'
import type { RegistryAccess } from './registry-call.ts'
import { waitFor } from './wait.ts'

export type LoopbackRegistry = {
  readonly access: RegistryAccess & {
    readonly ca: string
    readonly account: string
    readonly password: Secret
  }
  /** Has `ca.crt`, and `config.json` with the account for skopeo, buildah and crane. */
  readonly folder: string
  readonly stop: () => Promise<void>
}
const prefix = 'opads-loopback-registry-'
/** Not /tmp, which may be in memory: images are large. */
const place = '/var/tmp'

/** @param program absolute path of the registry */
export async function startLoopbackRegistry(program: string): Promise<LoopbackRegistry> {
  await sweep()
  const folder = await mkdtemp(join(place, `${prefix}${process.pid}-`))
  const port = await freePort()
  const name = `localhost:${port}`
  const password = randomBytes(18).toString('base64url')
  const authority = { folder, title: 'loopback registry' }
  const make = certificates(exec)
  await make.authority(authority)
  await make.certificate(folder, authority, { name: 'server', names: ['DNS:localhost', 'IP:127.0.0.1'] })
  await writeFile(join(folder, 'accounts'), `tester:${await bcrypt(password, exec)}\n`)
  const basic = Buffer.from(`tester:${password}`).toString('base64')
  await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: { [name]: { auth: basic } } }), {
    mode: 0o600,
  })
  await writeFile(join(folder, 'config.yml'), configuration(folder, port))
  // The kernel kills it when this process ends.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, 'serve', join(folder, 'config.yml')], {
    stdio: 'ignore',
    env: { ...process.env, OTEL_TRACES_EXPORTER: 'none' },
  })
  const access = {
    name,
    ca: await readFile(join(folder, 'ca.crt'), 'utf8'),
    account: 'tester',
    password: new Secret(password),
  }
  const client = registry(access)
  await waitFor('the loopback registry to answer', async () => {
    await client.getManifest('nothing/here', 'x')
    return true
  })
  client.close()
  return {
    access,
    folder,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Configured like the cloud's own registry. */
const configuration = (folder: string, port: number) => `version: 0.1
log: { level: error }
storage:
  filesystem: { rootdirectory: ${folder}/data }
  delete: { enabled: true }
http:
  addr: 127.0.0.1:${port}
  tls: { certificate: ${folder}/server.crt, key: ${folder}/server.key }
auth:
  htpasswd: { realm: opads, path: ${folder}/accounts }
`

async function bcrypt(password: string, run: Exec): Promise<string> {
  const salt = randomBytes(32).toString('base64').replace(/[+=]/g, '.').slice(0, 21)
  const program = 'chomp(my $p = <STDIN>); print crypt($p, $ARGV[0])'
  const { stdout } = await run(['perl', '-e', program, `$2b$08$${salt}O`], { input: `${password}\n` })
  return stdout
}

/** Deletes folders that killed processes left. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(place)).filter((one) => one.startsWith(prefix))) {
    const pid = name.slice(prefix.length).split('-')[0]!
    const isAlive = await readdir(`/proc/${pid}`).then(
      () => true,
      () => false,
    )
    if (!isAlive) await rm(join(place, name), { recursive: true, force: true })
  }
}
