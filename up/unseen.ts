/** Clusters whose nodes Pluto cannot read, as its own API tells: the process serves, and what it shows is not known. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { contract } from '@opads/pluto/contract'
import { client } from '@opads/serve/client'
import type { Https } from '@opads/world/https'

export async function unseenClusters(
  { folder }: { readonly folder: string },
  origin: string,
  web: Https,
): Promise<readonly string[]> {
  try {
    const token = (await readFile(join(folder, 'secrets/operator-token'), 'utf8')).trim()
    const api = client<typeof contract>(origin, web.send, () => ({ authorization: `Bearer ${token}` }))
    const { items } = await api('GET /api/v1/clusters', { signal: AbortSignal.timeout(5000) })
    return items.flatMap(({ name, unknown }) =>
      unknown ? [`cluster ${name} is not known since ${unknown.since}: ${unknown.problem.sentence}`] : [],
    )
  } catch {
    return [] // the probe of the part says that it does not answer
  }
}
