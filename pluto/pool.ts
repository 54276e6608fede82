/** Connections to PostgreSQL, and its types as ours. */
import { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, Tables } from './database.ts'

const bigint = 20

/** @param answerMs how long one statement may take, 0: for ever. A server that says nothing for a quarter more is given up with its connection */
export function openDatabase(config: pg.PoolConfig, answerMs: number): Database {
  pg.types.setTypeParser(bigint, Number) // our ids stay far below 2^53
  const pool = new pg.Pool({
    ...config,
    max: 8,
    connectionTimeoutMillis: 15_000, // on a machine with much to do the handshake alone may take seconds
    statement_timeout: answerMs,
    stream: () => impatient(answerMs * 1.25),
  })
  const note = (failure: Error) => console.error(`database: ${failure.message}`)
  pool.on('error', () => {}) // the client says it
  // Also one that breaks while a query uses it: the query fails, and the process goes on.
  pool.on('connect', (client) => client.on('error', note))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Closed as a whole: an answer that comes late would be taken for that of the next question. */
function impatient(quietMs: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(quietMs, () => socket.destroy(new Error('PostgreSQL said nothing in time')))
}

/** By what PostgreSQL or the network says; the client has no code for some, and says these words (pg, pinned). */
const away = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND', 'EHOSTUNREACH',
  '57P01', '57P02', '57P03', '53300', // shut down, crashed, starting up, more connections than it takes
]) // biome-ignore format: a list of codes
const awayWords = /^(Connection terminated|timeout exceeded when trying to connect|PostgreSQL said nothing)/

/** The database is away for a while, or too slow to be asked: no fault of what asked, and it may ask again. */
export const isDatabaseAway = (failure: unknown): boolean =>
  failure instanceof Error &&
  (away.has((failure as { code?: string }).code ?? '') || awayWords.test(failure.message))
