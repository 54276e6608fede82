/** All of Pluto, as its main builds it, on a test PostgreSQL and a cluster without nodes; called without a socket. */
import { randomBytes } from 'node:crypto'
import { Secret } from '@opads/kernel/secret'
import { application } from '@opads/serve/server'
import pg from 'pg'
import { accountsOf } from '../account/accounts.ts'
import { ensureFirstAccount } from '../account/rows.ts'
import { recordRefusedService } from '../audit/refused-service.ts'
import { ensureCluster } from '../cluster/rows.ts'
import { contract } from '../contract.ts'
import { authenticate } from '../gate/authenticate.ts'
import { routes } from '../routes.ts'
import { migrate } from '../store/database.ts'
import { openDatabase } from '../store/pool.ts'
import { changes as changesOf } from '../stream/changes.ts'
import { listen } from '../stream/notifications.ts'
import { ensureOperator } from '../token/rows.ts'
import { cluster } from './cluster.ts'
import { postgres } from './postgres.ts'

export const firstPassword = 'first password of the cloud'
export const operator = 'opads_operator'
/** Of delivery, and of a service that no route names. */
export const [internal, otherService] = ['secret-of-delivery', 'secret-of-another-service'] as const
export type Cloud = Awaited<ReturnType<typeof cloud>>
type Words = {
  readonly as?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** Aborted when the caller disconnects. */
  readonly signal?: AbortSignal
}

/** @param gated what the gate does otherwise than in a real Pluto */
export async function cloud(gated: Parameters<typeof routes>[1] = {}) {
  const server = await postgres()
  const database = openDatabase(server.config, 60_000)
  const ending = new AbortController()
  const { signal } = ending
  const changes = changesOf()
  const stop = async () => {
    ending.abort()
    await database.destroy().catch(() => {})
    await server.stop()
  }
  try {
    await migrate(database)
    await ensureCluster(database)
    await ensureFirstAccount(database, firstPassword)
    await ensureOperator(database, operator)
  } catch (failure) {
    await stop()
    throw failure
  }
  void listen(() => new pg.Client(server.config), changes, signal)
  const { kube, live, ...rows } = cluster()
  const place = { domain: 'main.localhost', port: 443 }
  const tools = { database, kube, live, changes, key: randomBytes(32), place, signal }
  const app = application({
    contract,
    handlers: routes(tools, gated),
    authenticate: authenticate(accountsOf(database), [
      { service: 'delivery', secret: new Secret(internal) },
      { service: 'other', secret: new Secret(otherService) },
    ]),
    onRefusedService: recordRefusedService(database),
  })
  /** @param route `GET /healthz`. @param as the caller's token; without it the call has none */
  const call = async (route: string, { as, body, headers, signal: away = signal }: Words = {}) => {
    const [method, path] = route.split(' ') as [string, string]
    return app.request(path, {
      method,
      headers: { ...(as !== undefined && { authorization: `Bearer ${as}` }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: away,
    })
  }
  /** The response of a call that must succeed. */
  // biome-ignore lint/suspicious/noExplicitAny: what the shapes say is asserted by who reads it
  const done = async (route: string, words?: Words): Promise<any> => {
    const answer = await call(route, words)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${route}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  /** Status and code of a call that is refused. */
  const refused = async (route: string, words?: Words): Promise<readonly [number, string]> => {
    const answer = await call(route, words)
    const { code = '' } = (await answer.json().catch(() => ({}))) as { code?: string }
    return [answer.status, code]
  }
  /** Makes an account in tenants, past its first sign-in; returns its token. */
  const person = async (name: string, tenants: readonly string[], isAdmin = false): Promise<string> => {
    const body = { name, tenants, isAdmin }
    const { password } = await done('POST /api/v1/users', { as: operator, body })
    const { token } = await done('POST /api/v1/sessions', { body: { account: name, password } })
    const changed = { current: password, password: `new password of ${name}` }
    await done('PUT /api/v1/me/password', { as: token, body: changed })
    return token as string
  }
  return { ...tools, ...rows, app, server, call, done, refused, person, stop }
}
