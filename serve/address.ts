/**
 * The client of a request: the peer address of the connection plus `X-Real-IP`, which the gateway overwrites in each request. A pod that
 * connects directly can send any `X-Real-IP`, but not from the gateway's address, so it cannot pass for a client behind the gateway.
 */
import type { IncomingMessage } from 'node:http'

export const addressOf = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string =>
  bounded(`${socket.remoteAddress?.replace('::ffff:', '') ?? ''} ${String(headers['x-real-ip'] ?? '')}`)

/** The gateway sets the header in every request, and no client can remove it. */
export const isFromGateway = (headers: Headers): boolean => headers.has('x-real-ip')

/** In a call of a service for somebody: the address of that client, as `addressOf` of the service returned it. */
export const clientHeader = 'opads-client'

/** Only of a request whose caller is known to be a service. `undefined`: it calls for itself. */
export function clientOf(headers: Headers): string | undefined {
  const client = headers.get(clientHeader)
  return client === null ? undefined : bounded(client)
}

const bounded = (address: string) => address.slice(0, 200)
