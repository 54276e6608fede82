/** Serves the built console and the fake API at one address, with the headers that the real server must send. */
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { serve } from '@hono/node-server'
import { contentSecurityPolicy } from '../headers.ts'
import { fakeApi } from './api.ts'
import { type FakeCloud, makeCloud } from './cloud.ts'

const dist = join(import.meta.dirname, '../dist')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export type FakeServer = { readonly origin: string; readonly cloud: FakeCloud; cut(): void; close(): void }

/** @param port 0: any free one */
export async function startFake(port: number): Promise<FakeServer> {
  const cloud = makeCloud()
  const app = fakeApi(cloud)
  app.get('*', async (context) => {
    const path = normalize(context.req.path)
    const isFile = extname(path) !== ''
    const bytes = await readFile(join(dist, isFile ? path : 'index.html')).catch(() => undefined)
    if (!bytes) return context.text('Not found', 404)
    return context.body(new Uint8Array(bytes), 200, {
      'content-type': types[isFile ? extname(path) : '.html'] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    })
  })
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolve({
        origin: `http://127.0.0.1:${address.port}`,
        cloud,
        cut: () => 'closeAllConnections' in server && server.closeAllConnections(),
        close: () => {
          if ('closeAllConnections' in server) server.closeAllConnections()
          server.close()
        },
      }),
    )
  })
}
