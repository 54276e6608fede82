/** git's smart HTTP by the real `git upload-pack` and `git receive-pack`; Pluto decides who has access. */
import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline, type Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Limits, type Room, roomFor } from './limits.ts'
import { gitSettings, type Pusher, type Repositories } from './repositories.ts'
import { explaining, runLines } from './said.ts'

type GitTools = {
  readonly repositories: Repositories
  /** The account, and when the repository's application was created; `undefined`: not signed in, `false`: no access. */
  readonly admit: (
    request: IncomingMessage,
    repository: string,
    isPush: boolean,
  ) => Promise<(Pusher & { readonly born: string }) | undefined | false>
  /** Returns the run of the head of main, if it is known. Must not reject: the push is accepted already. */
  readonly onPush: (repository: string) => Promise<number | undefined>
  /** Where people see runs. */
  readonly consoleAddress?: string | undefined
  readonly limits: Limits
}
const services = ['git-upload-pack', 'git-receive-pack'] as const
const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`

export async function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  { repositories, admit, onPush, limits, consoleAddress }: GitTools,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', 'http://git')
  const match =
    /^\/([a-z][a-z0-9-]{0,29}\/[a-z][a-z0-9-]{0,29})(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(
      url?.pathname ?? '',
    )
  if (!url || !match)
    return refuse(response, 404, 'No repository is here. The address is /TENANT/APPLICATION.git')
  const [, repository, action] = match as unknown as [string, string, string]
  const service = action === 'info/refs' ? url.searchParams.get('service') : action
  const isPush = service === 'git-receive-pack'
  const admitted = await admit(request, repository, isPush)
  if (admitted === undefined) {
    response.setHeader('www-authenticate', 'Basic realm="opads"')
    return refuse(response, 401, 'Sign in with your account of the console.')
  }
  if (admitted === false) return refuse(response, 404, 'No repository is here.')
  await repositories.ensure(repository, admitted.born)
  const known = services.find((one) => one === service)
  if (!known) return refuse(response, 403, 'Only the smart protocol is supported; update git.')
  const isAdvert = action === 'info/refs'
  const room = isPush ? roomFor(limits, await repositories.space(repository)) : undefined
  response.writeHead(200, {
    'content-type': `application/x-${known}-${isAdvert ? 'advertisement' : 'result'}`,
    'cache-control': 'no-store',
  })
  if (isAdvert) response.write(`${line(`# service=${known}\n`)}0000`)
  const words = [known.slice(4), '--stateless-rpc', ...(isAdvert ? ['--advertise-refs'] : [])]
  const before = isPush ? await repositories.reported(repository) : undefined
  /** Reports the push; what its person is told. */
  const follows = async (isBuilt: boolean) => {
    if (isAdvert) return ''
    const run = await onPush(repository)
    const head = isBuilt ? await repositories.head(repository) : undefined
    // One that was reported before this push, which put it back, is not built again: its run is of then.
    return head === undefined || head === before?.commit ? '' : runLines(run, consoleAddress)
  }
  const child = [...words, repositories.path(repository)]
  await answer(request, response, child, admitted, room && { ...room, follows })
  response.end()
}

/** Sends git's output; of a push also what follows. Does not end the response. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  words: readonly string[],
  { by, address }: Pusher,
  push: (Room & { readonly follows: (isBuilt: boolean) => Promise<string> }) | undefined,
): Promise<void> {
  const protocol = request.headers['git-protocol']
  const child = spawn('git', words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: '/tmp',
      // For hooks/pre-receive.
      OPADS_BY: by,
      OPADS_CLIENT: address,
      ...gitSettings(push?.bytes),
      ...(typeof protocol === 'string' && /^version=\d$/.test(protocol) && { GIT_PROTOCOL: protocol }),
    },
  })
  const isDone = new Promise<void>((resolve, reject) =>
    child.on('close', () => resolve()).on('error', reject),
  )
  if (request.method === 'GET') child.stdin.end()
  else feed(request, child.stdin)
  const follows = push && ((isBuilt: boolean) => isDone.then(() => push.follows(isBuilt)))
  const said = push ? child.stdout.pipe(explaining(push.problem, follows)) : child.stdout
  const isSaid = finished(said, { writable: false })
  said.pipe(response, { end: false })
  response.once('close', () => {
    // The client is gone, or has it all: git must not wait for a reader. A push is finished.
    said.unpipe(response).resume()
    if (!push) child.kill()
  })
  await Promise.all([isDone, isSaid])
}

/** Reads the whole body, also when git refuses and ends early: the client reads the response only then. */
function feed(request: IncomingMessage, stdin: Writable): void {
  const isPacked = request.headers['content-encoding'] === 'gzip'
  const body: Readable = isPacked ? pipeline(request, createGunzip(), () => {}) : request
  body.on('error', () => {}).once('close', () => !body.readableEnded && stdin.destroy())
  stdin.on('error', () => {}).once('close', () => body.resume())
  body.pipe(stdin)
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}
