/** A port of loopback that nobody listens on: for tests beside whatever runs on the machine. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/** @param first the lowest that is tried; without it the kernel chooses. Ports of the kernel's choice may be taken again by any connection. */
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
