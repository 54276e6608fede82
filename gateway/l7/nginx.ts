/** Reads and writes nginx's route table over its Unix socket. */
import { Client } from 'undici'

export type Nginx = {
  /** Whether it has a table; one that has just started has none. */
  readonly hasTable: () => Promise<boolean>
  /** @throws when nginx refuses the table: the old one stays */
  readonly put: (table: string) => Promise<void>
  readonly close: () => Promise<void>
}

export function nginxAt(socketPath: string): Nginx {
  const client = new Client('http://nginx', { socketPath, headersTimeout: 10_000 })
  const ask = async (method: 'GET' | 'PUT', body?: string) => {
    const { statusCode, body: answer } = await client.request({
      method,
      path: '/table',
      ...(body !== undefined && { body }),
    })
    const text = (await answer.text()).trim()
    if (statusCode !== 200) throw new Error(`status ${statusCode}: ${text}`)
    return text
  }
  return {
    hasTable: async () => (await ask('GET')) === 'full',
    put: async (table) => void (await ask('PUT', table)),
    close: () => client.destroy(),
  }
}
