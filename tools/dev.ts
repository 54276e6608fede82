/**
 * `npm run dev`: the console with hot reload, against the fake Pluto.
 * `npm run dev -- --cloud NAME`: against a cloud of this machine, with the Pluto of this checkout, restarted at every edit.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { secretOfService, services } from '@opads/kernel/service'
import { root } from './files.ts'

type Program = { readonly argv: readonly string[]; readonly env?: Readonly<Record<string, string>> }

/** Rooms whose edits restart Pluto. */
const watched = ['kernel', 'pluto', 'serve', 'world']
const others = ['database-password', 'internal-token', 'operator-token', 'sealing-key']
const { cloud } = parseArgs({ options: { cloud: { type: 'string' } } }).values
const folder = join('/var/lib/opads', cloud ?? '')
if (cloud !== undefined && !existsSync(join(folder, 'address.json'))) {
  process.stderr.write(
    `✕ There is no cloud "${cloud}" on this machine\n  Bring it up: opads up --cloud ${cloud}\n`,
  )
  process.exit(4)
}
const secrets = await mkdtemp(join(tmpdir(), 'opads-dev-'))
const programs = cloud === undefined ? fake() : await pluto(cloud)
const started = programs.map(({ argv, env = {} }) =>
  spawn(process.execPath, argv, {
    cwd: join(root, 'console'),
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }),
)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => started.forEach((one) => void one.kill()))
// When one program ends, the others are stopped.
const ended = started.map(
  (one) =>
    new Promise<void>((resolve) =>
      one.once('exit', (code) => {
        process.exitCode ||= code ?? 0
        for (const other of started) other.kill()
        resolve()
      }),
    ),
)
await Promise.all(ended)
await rm(secrets, { recursive: true })

function vite(target?: string): Program {
  return {
    argv: [join(root, 'node_modules/vite/bin/vite.js')],
    ...(target && { env: { OPADS_SERVER: target } }),
  }
}

function fake(): readonly Program[] {
  return [
    ...(process.env.OPADS_SERVER === undefined ? [{ argv: [join(root, 'pluto/fake/main.ts')] }] : []),
    vite(),
  ]
}

/** A second Pluto beside the one in the cluster: same database, same cluster, same keys. It also works on deploys. */
async function pluto(name: string): Promise<readonly Program[]> {
  const { domain, listen } = JSON.parse(await readFile(join(folder, 'address.json'), 'utf8')) as {
    domain: string
    listen: string
  }
  for (const secret of [...others, ...services.map(secretOfService)])
    await symlink(join(folder, 'secrets', secret), join(secrets, secret))
  await symlink(join(folder, 'admin-password'), join(secrets, 'first-password'))
  const kubectl = [join(root, 'cli/main.ts'), 'kubectl', '--cloud', name, '--namespace', 'opads-system']
  return [
    { argv: [...kubectl, 'port-forward', 'service/postgresql', '4882:5432'] },
    {
      argv: [...watched.map((room) => `--watch-path=${join(root, room)}`), join(root, 'pluto/main.ts')],
      env: {
        OPADS_DOMAIN: domain,
        OPADS_PORT: listen.split(':').at(-1)!,
        OPADS_LISTEN: '127.0.0.1:4881',
        OPADS_DATABASE_HOST: '127.0.0.1',
        OPADS_DATABASE_PORT: '4882',
        OPADS_CONSOLE: join(root, 'console/dist'),
        OPADS_SECRETS: secrets,
        OPADS_KUBECONFIG: join(folder, 'kubeconfig'),
      },
    },
    vite('http://127.0.0.1:4881'),
  ]
}
