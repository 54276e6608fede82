/**
 * Where a request comes from: the other end of the connection, and what that says of its own client. The gateway writes `X-Real-IP` anew for each
 * request. A pod that speaks to us directly may claim any client, but not the gateway's end of a connection: it never passes for somebody behind the gateway.
 */
import type { IncomingMessage } from 'node:http'

export const addressOf = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string =>
  `${socket.remoteAddress?.replace('::ffff:', '') ?? ''} ${String(headers['x-real-ip'] ?? '')}`.slice(0, 200)
