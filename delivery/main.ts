/** The code server and the build worker: one process beside the repositories' volume. */
import { spawn } from 'node:child_process'
import { timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Secret } from '@opads/kernel/secret'
import { exec } from '@opads/world/exec'
import { accessAsPod } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { sourceToken, workOnBuilds } from './builder.ts'
import { serveGit } from './git-http.ts'
import { pluto as plutoClient } from './pluto-client.ts'
import { repositories as openRepositories } from './repositories.ts'

const env = (name: string) => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}
const token = new Secret((await readFile('/etc/opads-secrets/internal-token', 'utf8')).trim())
const pluto = plutoClient('http://pluto.opads-system', token, hostname())
const repositories = openRepositories('/var/lib/opads/git', exec)
const stop = new AbortController()

/** Tells Pluto of a head that it does not know. Safe to repeat: the same push is the same run. */
async function report(repository: string, by: string): Promise<void> {
  const commit = await repositories.head(repository)
  const known = await repositories.reported(repository)
  if (commit === undefined || commit === known?.commit) return
  const count = known === undefined ? 0 : known.count + 1
  await pluto.push({ repository, commit, count, title: await repositories.title(repository, commit), by })
  await repositories.markReported(repository, { commit, count })
}

async function admit(authorization: string, repository: string) {
  const [scheme, value = ''] = authorization.split(' ')
  if (scheme !== 'Basic') return undefined
  const text = Buffer.from(value, 'base64').toString()
  const at = text.indexOf(':')
  if (at < 1) return undefined
  const who = await pluto.authenticate(text.slice(0, at), text.slice(at + 1))
  if (!who) return undefined
  const born = (await pluto.repositories()).get(repository)
  const may = who.isAdmin || who.tenants.includes(repository.split('/')[0]!)
  return born !== undefined && may ? { by: who.account, born } : (false as const)
}

const server = createServer((request, response) => {
  const source = /^\/source\/(\d+)\/([a-z0-9-]+\/[a-z0-9-]+)\/([0-9a-f]{40,64})$/.exec(request.url ?? '')
  if (request.url === '/healthz') return void response.end('ok')
  const work = source
    ? sendSource(Number(source[1]), source[2]!, source[3]!, request.headers.authorization ?? '', response)
    : serveGit(request, response, { repositories, admit, onPush: report })
  work.catch((failure: unknown) => {
    console.error(failure)
    if (!response.headersSent) response.writeHead(503)
    response.destroy()
  })
})

async function sendSource(
  run: number,
  repository: string,
  commit: string,
  authorization: string,
  response: import('node:http').ServerResponse,
): Promise<void> {
  const [given, wanted] = [
    Buffer.from(authorization),
    Buffer.from(`Bearer ${sourceToken(token, run, repository, commit)}`),
  ]
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'application/x-tar' })
  const child = spawn(
    'git',
    ['--git-dir', repositories.path(repository), 'archive', '--format=tar', commit],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  child.stdout.pipe(response)
}

server.requestTimeout = 0
server.listen(8081)
process.once('SIGTERM', () => {
  stop.abort()
  server.close(() => process.exit(0))
  setTimeout(() => process.exit(0), 15_000).unref()
})

/** Pushes that were accepted while Pluto was away. */
async function reportAll(): Promise<void> {
  while (!stop.signal.aborted) {
    try {
      for (const [repository, born] of await pluto.repositories()) {
        await repositories.ensure(repository, born)
        await report(repository, 'code-server')
      }
    } catch (failure) {
      console.error(`report: ${failure instanceof Error ? failure.message : String(failure)}`)
    }
    await sleep(5000)
  }
}
void reportAll()
void workOnBuilds({
  kube: kube(await accessAsPod()),
  pluto,
  repositories,
  token,
  opadsImage: env('OPADS_IMAGE'),
  bases: JSON.parse(env('OPADS_BASES')) as { node: string; php: string; static: string },
  registryAddress: env('OPADS_REGISTRY_ADDRESS'),
  signal: stop.signal,
})
