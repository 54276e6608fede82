/** The public API: one process, any number of copies; what must survive is in PostgreSQL. */

import { timingSafeEqual } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { application, run } from '@opads/serve/server'
import { accessAsPod } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { callerOf, checkPassword, ensureFirstAccount } from './accounts.ts'
import { readConfig } from './config.ts'
import { migrate, type Tables } from './database.ts'
import { workOnDeploys } from './deployer.ts'
import { routes } from './routes.ts'

const config = await readConfig(process.env)
pg.types.setTypeParser(20, Number) // bigint: our ids stay far below 2^53
const pool = new pg.Pool({ ...config.database, max: 8, connectionTimeoutMillis: 5000 })
pool.on('error', (failure) => console.error(`database: ${failure.message}`))
const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
const client = kube(await accessAsPod())
const stop = new AbortController()

for (let attempt = 0; ; attempt += 1) {
  try {
    await migrate(database)
    break
  } catch (failure) {
    if (attempt % 20 === 0)
      console.error(
        `waiting for the database: ${failure instanceof Error ? failure.message : String(failure)}`,
      )
    await sleep(250)
  }
}
await ensureFirstAccount(database, config.firstPassword.reveal())

const isInternal = (token: string) => {
  const [given, wanted] = [Buffer.from(token), Buffer.from(config.internalToken.reveal())]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
const authenticate = async (headers: Headers) => {
  const [scheme, value = ''] = (headers.get('authorization') ?? '').split(' ')
  const cookie = /(?:^|;\s*)opads=([^;]+)/.exec(headers.get('cookie') ?? '')?.[1]
  if (scheme === 'Bearer') return isInternal(value) ? ('internal' as const) : callerOf(database, value)
  if (scheme === 'Basic') {
    const text = Buffer.from(value, 'base64').toString()
    const at = text.indexOf(':')
    return checkPassword(database, text.slice(0, at), text.slice(at + 1))
  }
  return cookie === undefined ? undefined : callerOf(database, cookie)
}
const { key, domain, port } = config
run(application({ routes: routes({ database, kube: client, key, domain, port }), authenticate }), 8080, () =>
  stop.abort(),
)
void workOnDeploys({ database, kube: client, key, domain, worker: hostname(), signal: stop.signal })
