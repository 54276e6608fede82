/** The nginx of the image `gateway`, in its own folder on a free loopback port, with fake pods behind it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { roomRunner } from '@opads/world/room'
import { waitFor } from '@opads/world/wait'
import { type Nginx, nginxAt } from '../nginx.ts'

type Blob = { readonly digest: string }
export type RealNginx = {
  readonly port: number
  /** The CA that signed both certificates. */
  readonly ca: string
  /** The certificate of `own.cloud.test`; nginx's files have another one. */
  readonly own: { readonly certificate: string; readonly key: string }
  readonly table: Nginx
  readonly start: () => Promise<void>
  /** SIGKILL, as when the container is killed. */
  readonly kill: () => Promise<void>
  /** Sends the image's stop signal, as when the pod is replaced. Resolves once nginx has ended. */
  readonly stop: () => Promise<void>
  readonly remove: () => Promise<void>
}

export async function realNginx(): Promise<RealNginx> {
  const root = await mkdtemp(join(tmpdir(), 'opads-gateway-'))
  const stopSignal = await unpackImage(root)
  const authority = { folder: join(root, 'ca'), title: 'gateway test' }
  const { authority: make, certificate } = certificates(exec)
  await make(authority)
  await certificate(authority.folder, authority, { name: 'cloud', names: ['DNS:*.cloud.test'] })
  await certificate(authority.folder, authority, { name: 'own', names: ['DNS:own.cloud.test'] })
  const read = (name: string) => readFile(join(authority.folder, name), 'utf8')
  await mkdir(join(root, 'etc/gateway-tls'))
  for (const ending of ['crt', 'key'])
    await copyFile(join(authority.folder, `cloud.${ending}`), join(root, `etc/gateway-tls/tls.${ending}`))

  const port = await freePort()
  const source = (name: string) => join(import.meta.dirname, `../${name}`)
  const conf = (await readFile(source('nginx.conf'), 'utf8')).replace(
    'listen 443 ',
    `listen 127.0.0.1:${port} `,
  )
  await writeFile(join(root, 'etc/gateway/nginx.conf'), conf)
  await copyFile(source('router.lua'), join(root, 'etc/gateway/router.lua'))
  await mkdir(join(root, 'run/gateway'), { recursive: true })

  const socket = join(root, 'run/gateway/table.sock')
  let child: ChildProcess | undefined
  let table = nginxAt(socket)
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const workers = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    for (const pid of workers.trim().split(' ')) process.kill(Number(pid), 'SIGKILL')
    await ended
    await rm(socket, { force: true })
  }
  return {
    port,
    ca: await read('ca.crt'),
    own: { certificate: await read('own.crt'), key: await read('own.key') },
    table: { hasTable: () => table.hasTable(), put: (text) => table.put(text), close: () => table.close() },
    start: async () => {
      const words = [root, '/usr/sbin/nginx', '-c', '/etc/gateway/nginx.conf', '-g', 'daemon off;']
      child = spawn('chroot', words, { stdio: 'ignore' })
      await table.close()
      table = nginxAt(socket)
      await waitFor('nginx to answer', () => table.hasTable().then(() => true), { everyMs: 20 })
    },
    kill,
    stop: async () => {
      const ended = once(child!, 'exit')
      child!.kill(stopSignal as NodeJS.Signals)
      await ended
    },
    remove: async () => {
      await table.close()
      await kill()
      await rm(root, { recursive: true })
    },
  }
}

/** Unpacks the layers in order; ours have no whiteouts. Returns the image's stop signal. */
async function unpackImage(root: string): Promise<string> {
  const answer = JSON.parse(await roomRunner(exec)('images', ['get', 'gateway', '--json'])) as {
    layout: string
  }
  const blob = ({ digest }: Blob) => join(answer.layout, 'blobs/sha256', digest.slice('sha256:'.length))
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as unknown
  const { manifests } = (await read(join(answer.layout, 'index.json'))) as { manifests: Blob[] }
  const { layers, config } = (await read(blob(manifests[0]!))) as { layers: Blob[]; config: Blob }
  for (const layer of layers)
    await exec(['tar', '--extract', '--zstd', '--file', blob(layer), '--directory', root])
  const { config: words } = (await read(blob(config))) as { config: { StopSignal?: string } }
  return words.StopSignal ?? 'SIGTERM'
}

export type Pod = { readonly peer: string; readonly server: Server; readonly close: () => Promise<void> }

export async function pod(answer: RequestListener): Promise<Pod> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    peer: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      await closed
    },
  }
}

/** An address at which nobody listens. */
export const deadPeer = async () => `127.0.0.1:${await freePort()}`
