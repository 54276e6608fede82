/**
 * The client of a request: the peer address of the connection plus `X-Real-IP`, which the gateway overwrites in each request. A pod that
 * connects directly can send any `X-Real-IP`, but not from the gateway's address, so it cannot pass for a client behind the gateway.
 */
import type { IncomingMessage } from 'node:http'

export const addressOf = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string =>
  `${socket.remoteAddress?.replace('::ffff:', '') ?? ''} ${String(headers['x-real-ip'] ?? '')}`.slice(0, 200)
