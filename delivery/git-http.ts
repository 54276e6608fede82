/** git's smart HTTP by the real `git upload-pack` and `git receive-pack`; who may, Pluto says. */
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { gitSettings, type Repositories } from './repositories.ts'

export type GitTools = {
  readonly repositories: Repositories
  /** The account when it may use the repository, and when that was born; `undefined`: not known, `false`: not its. */
  readonly admit: (
    authorization: string,
    repository: string,
  ) => Promise<{ readonly by: string; readonly born: string } | undefined | false>
  readonly onPush: (repository: string, by: string) => Promise<void>
  /** Of one push; git refuses more with a sentence. */
  readonly mostBytes?: number
}
const services = ['git-upload-pack', 'git-receive-pack'] as const
const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`

export async function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  { repositories, admit, onPush, mostBytes }: GitTools,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://git')
  const match =
    /^\/([a-z][a-z0-9-]{0,29}\/[a-z][a-z0-9-]{0,29})(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(
      url.pathname,
    )
  if (!match) return refuse(response, 404, 'No repository is here. The address is /TENANT/APPLICATION.git')
  const [, repository, action] = match as unknown as [string, string, string]
  const admitted = await admit(request.headers.authorization ?? '', repository)
  if (admitted === undefined) {
    response.setHeader('www-authenticate', 'Basic realm="opads"')
    return refuse(response, 401, 'Sign in with your account of the console.')
  }
  if (admitted === false) return refuse(response, 404, 'No repository is here.')
  const { by, born } = admitted
  await repositories.ensure(repository, born)
  const service = action === 'info/refs' ? url.searchParams.get('service') : action
  const known = services.find((one) => one === service)
  if (!known) return refuse(response, 403, 'Only the smart protocol is spoken here; update git.')
  const isAdvert = action === 'info/refs'
  response.writeHead(200, {
    'content-type': `application/x-${known}-${isAdvert ? 'advertisement' : 'result'}`,
    'cache-control': 'no-store',
  })
  if (isAdvert) response.write(`${line(`# service=${known}\n`)}0000`)
  const protocol = request.headers['git-protocol']
  const child = spawn(
    'git',
    [
      known.slice(4),
      '--stateless-rpc',
      ...(isAdvert ? ['--advertise-refs'] : []),
      repositories.path(repository),
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        HOME: '/tmp',
        ...gitSettings(mostBytes),
        ...(typeof protocol === 'string' && /^version=\d$/.test(protocol) && { GIT_PROTOCOL: protocol }),
      },
    },
  )
  response.on('close', () => child.kill()) // who went away wants nothing more
  const isDone = new Promise<void>((resolve, reject) =>
    child.on('close', () => resolve()).on('error', reject),
  )
  const incoming = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request
  if (isAdvert) child.stdin.end()
  else void pipeline(incoming, child.stdin).catch(() => {}) // git ends early when it refuses
  // The answer is held back until Pluto knows of the push: what was accepted is never lost.
  child.stdout.pipe(response, { end: false })
  await isDone
  if (known === 'git-receive-pack' && !isAdvert) await onPush(repository, by)
  response.end()
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}
