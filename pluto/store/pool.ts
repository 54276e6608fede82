/** Connections to PostgreSQL. */
import { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, Tables } from './database.ts'

const bigint = 20

/** @param answerMs limit for one statement, 0: none. When the server is silent for a quarter longer, the connection is closed */
export function openDatabase(config: pg.PoolConfig, answerMs: number): Database {
  pg.types.setTypeParser(bigint, Number) // our ids stay far below 2^53
  const pool = new pg.Pool({
    ...config,
    max: 8,
    connectionTimeoutMillis: 15_000, // on a busy machine the handshake alone may take seconds
    statement_timeout: answerMs,
    stream: () => impatient(answerMs * 1.25),
  })
  const note = (failure: Error) => console.error(`database: ${failure.message}`)
  pool.on('error', () => {}) // the client's handler reports it
  // Also for a connection that breaks during a query: the query fails, the process goes on.
  pool.on('connect', (client) => client.on('error', note))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Closes the connection: a late response would be taken for that of the next query. */
function impatient(quietMs: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(quietMs, () => socket.destroy(new Error('PostgreSQL said nothing in time')))
}

/** Codes of PostgreSQL or the network; for some failures the client (pg, pinned) has only these messages. */
const away = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND', 'EHOSTUNREACH',
  '57P01', '57P02', '57P03', '53300', // shut down, crashed, starting up, more connections than it takes
]) // biome-ignore format: a list of codes
const awayWords = /^(Connection terminated|timeout exceeded when trying to connect|PostgreSQL said nothing)/

/** The database is unavailable or too slow: not the caller's fault, and it may retry. */
export const isDatabaseAway = (failure: unknown): boolean =>
  failure instanceof Error &&
  (away.has((failure as { code?: string }).code ?? '') || awayWords.test(failure.message))
