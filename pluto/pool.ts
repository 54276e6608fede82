/** Connections to PostgreSQL, and its types as ours. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, Tables } from './database.ts'

const bigint = 20

export function openDatabase(config: pg.PoolConfig): Database {
  pg.types.setTypeParser(bigint, Number) // our ids stay far below 2^53
  const pool = new pg.Pool({ ...config, max: 8, connectionTimeoutMillis: 5000 })
  const note = (failure: Error) => console.error(`database: ${failure.message}`)
  pool.on('error', () => {}) // the client says it
  // Also one that breaks while a query uses it: the query fails, and the process goes on.
  pool.on('connect', (client) => client.on('error', note))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
