/** One process at a time: a claim is an abstract socket, which the kernel takes away with the process, however it ends. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

export type Claim = { readonly release: () => void }

/** Answers the claim, or the process id of who has it. */
export async function claim(name: string): Promise<Claim | { readonly holder: number }> {
  const path = `\0opads-${name}`
  const server = createServer((socket) => socket.on('error', () => {}).end(String(process.pid)))
  try {
    server.listen(path)
    await once(server, 'listening')
    server.unref()
    return { release: () => server.close() }
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw failure
    return { holder: await holderOf(path) }
  }
}

/** 0 when it has ended meanwhile. */
function holderOf(path: string): Promise<number> {
  return new Promise((resolve) => {
    let text = ''
    connect(path)
      .on('data', (chunk) => (text += String(chunk)))
      .on('error', () => resolve(0))
      .on('close', () => resolve(Number(text)))
  })
}
