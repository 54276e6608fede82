/** A PostgreSQL for this test alone: Debian's program, its own folder and port, an unprivileged user. It ends with this process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { waitFor } from '@opads/world/wait'
import pg from 'pg'

type Postgres = {
  readonly config: pg.ClientConfig
  /** One query on its own connection. */
  readonly ask: (question: string) => Promise<readonly Record<string, unknown>[]>
  readonly stop: () => Promise<void>
}
const nobody = 65_534
const isRoot = process.getuid?.() === 0
/** PostgreSQL refuses to run as root. SIGQUIT ends it at once: its data need not survive. */
const unprivileged = [
  'setpriv',
  ...(isRoot ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'] : []),
  '--pdeathsig=QUIT',
  '--',
] as const

export async function postgres(): Promise<Postgres> {
  const versions = await readdir('/usr/lib/postgresql')
  const bin = (name: string) => `/usr/lib/postgresql/${versions.sort().at(-1)}/bin/${name}`
  const folder = await mkdtemp(join(tmpdir(), 'opads-postgresql-'))
  if (isRoot) await chown(folder, nobody, nobody)
  const data = join(folder, 'data')
  const words = ['--pgdata', data, '--username=opads', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8']
  await exec([...unprivileged, bin('initdb'), '--no-sync', ...words], { cwd: folder })
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: '60',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, ...others] = [...unprivileged, bin('postgres'), '-D', data, ...flags] as const
  const server = spawn(program, others, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-4000)))
  const config = { host: '127.0.0.1', port, user: 'opads', database: 'postgres' }
  const ask = async (question: string) => {
    const client = new pg.Client(config)
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(question)).rows
    } finally {
      await client.end()
    }
  }
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGQUIT')
      await once(server, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await waitFor('PostgreSQL to answer', () => ask('select 1'), { boundMs: 30_000, everyMs: 50 })
  } catch (failure) {
    await stop()
    throw new Error(said, { cause: failure })
  }
  return { config, ask, stop }
}
