/** Names for completion, fetched within a second. No answer means no names, never a failure. */
import type { NameKind } from './field.ts'
import { machineClouds } from './machine-cloud.ts'
import type { Tools } from './tools.ts'

/** `OPADS_COMPLETION_MS`: more time for a slow connection. */
const boundMs = Number(process.env.OPADS_COMPLETION_MS) || 1000
const most = 200

export async function cloudNames({ clouds, stateRoot }: Tools): Promise<readonly string[]> {
  const [known, here] = await Promise.all([clouds.read().catch(() => undefined), machineClouds(stateRoot)])
  return [...new Set([...Object.keys(known?.clouds ?? {}), ...here])].sort()
}

export async function remoteNames(
  kind: Exclude<NameKind, 'cloud'>,
  tools: Tools,
): Promise<readonly string[]> {
  try {
    const { api } = await tools.session()
    const signal = AbortSignal.timeout(boundMs)
    const ask = {
      application: () => api('GET /api/v1/applications', { query: { limit: most }, signal }),
      tenant: () => api('GET /api/v1/tenants', { signal }),
      user: () => api('GET /api/v1/users', { signal }),
      token: () => api('GET /api/v1/tokens', { signal }),
      file: async () => ({ items: [] as { name: string }[] }),
    }
    const { items } = await ask[kind]()
    return items.map(({ name }) => name)
  } catch {
    return []
  }
}
