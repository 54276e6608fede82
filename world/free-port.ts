/** Finds a free port on loopback, for tests. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** @param first lowest port to try; without it the kernel chooses a port from the range that outgoing connections use too. */
export async function freePort(first = 0): Promise<number> {
  for (let port = first; port <= 65_535; port += 1) {
    const server = createServer().listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false, // taken
    )
    if (!isFree) continue
    const { port: found } = server.address() as { port: number }
    server.close()
    await once(server, 'close')
    return found
  }
  throw new Error(`no port from ${first} on is free`)
}
