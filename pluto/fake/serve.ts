/** Serves a fake Pluto on a port of this machine. */
import type { Server } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { FakePluto } from './pluto.ts'

type Options = {
  /** 0: any free one. */
  readonly port?: number
  /** Without it, plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

export async function serveFake(
  { fetch, control, stop }: FakePluto,
  { port = 0, tls }: Options = {},
): Promise<{ readonly port: number; readonly close: () => void }> {
  const secured = tls && { createServer, serverOptions: tls }
  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch, port, hostname: '127.0.0.1', ...secured }, resolve) as Server
  control.onCut(() => server.closeAllConnections())
  return {
    port: (await promise).port,
    close: () => {
      stop()
      server.close()
      server.closeAllConnections()
    },
  }
}
