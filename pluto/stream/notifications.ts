/** Listens for PostgreSQL notifications on its own connection; after each connect reports `all`, as some may have been missed. */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Changes } from './changes.ts'
import type { Change } from './shapes.ts'

/** @param connect makes a client outside the pool */
export async function listen(connect: () => pg.Client, changes: Changes, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = connect()
    try {
      const ended = new Promise<void>((resolve) => {
        client.on('error', () => resolve())
        client.on('end', () => resolve())
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      await client.connect()
      client.on('notification', ({ payload = '{}' }) => changes.publish(JSON.parse(payload) as Change))
      await client.query('listen opads')
      changes.publish('all')
      await ended
    } catch {
      // The database is unavailable; tried again below.
    }
    await client.end().catch(() => {})
    if (!signal.aborted) await sleep(500)
  }
}
