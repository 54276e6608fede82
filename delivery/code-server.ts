/** The code server: git for people, sources for build Jobs. Pluto decides who has access. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Problem, problems } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import { addressOf } from '@opads/serve/address'
import { type Alive, liveness } from '@opads/serve/alive'
import { serveGit } from './git-http.ts'
import type { Limits } from './limits.ts'
import type { Pluto } from './pluto-client.ts'
import { report } from './report.ts'
import type { Repositories } from './repositories.ts'
import { linesOf } from './said.ts'
import { serveSource } from './source.ts'

export type CodeServerTools = {
  readonly repositories: Repositories
  readonly pluto: Pick<Pluto, 'authenticate' | 'push' | 'repositories'>
  /** Of delivery: the first is its own, the others are those of earlier releases. */
  readonly secrets: readonly Secret[]
  readonly limits: Limits
  /** Where people see runs. */
  readonly consoleAddress?: string | undefined
  readonly alive: Pick<Alive, 'stuck'>
}

export function codeServer(tools: CodeServerTools): Server {
  const { repositories, pluto, limits, consoleAddress } = tools
  const git = {
    repositories,
    limits,
    consoleAddress,
    admit: (request: IncomingMessage, repository: string, isPush: boolean) =>
      admit(pluto, request, repository, isPush),
    onPush: (repository: string) =>
      // The push is in the repository: if Pluto is unavailable it is reported later, and the push succeeds.
      report(tools, repository).catch((failure: unknown) => {
        console.error(`report: ${String(failure)}`)
        return undefined
      }),
  }
  const server = createServer((request, response) => {
    if (request.url === '/healthz') return void response.end('ok')
    if (request.url === '/livez') {
      const { status, text } = liveness(tools.alive)
      return void response.writeHead(status).end(text)
    }
    const isSource = request.url?.startsWith('/source/')
    const work = isSource ? serveSource(request, response, tools) : serveGit(request, response, git)
    work.catch((failure: unknown) => {
      const problem = failure instanceof Problem ? failure : new Problem('source.away', {}, failure)
      if (problem !== failure) console.error(failure)
      if (response.headersSent) return void response.destroy()
      const { status } = problems[problem.code]
      // git shows plain text to its user.
      const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
      response.writeHead(status, headers).end(linesOf(problem))
    })
  })
  server.requestTimeout = 0 // a large push takes its time
  return server
}

/** `undefined`: nobody signed in. `false`: no repository for this caller, who learns nothing of those of other tenants. */
async function admit(
  pluto: CodeServerTools['pluto'],
  request: IncomingMessage,
  repository: string,
  isPush: boolean,
) {
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ')
  if (scheme !== 'Basic') return undefined
  const text = Buffer.from(value, 'base64').toString()
  const at = text.indexOf(':')
  if (at < 1) return undefined
  const address = addressOf(request)
  const who = await pluto.authenticate(text.slice(0, at), text.slice(at + 1), address)
  if (!who) return undefined
  const born = (await pluto.repositories()).get(repository)
  const tenant = repository.split('/')[0]!
  if (born === undefined || !(who.isAdmin || who.tenants.includes(tenant))) return false as const
  const mayPush = who.isAdmin || (who.pushes ?? who.tenants).includes(tenant)
  if (isPush && !mayPush)
    throw new Problem('source.push-denied', { repository, tenant, held: who.roles[tenant] })
  return { by: who.account, address, born }
}
