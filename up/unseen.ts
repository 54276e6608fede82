/** Clusters whose nodes Pluto cannot read, from its API: Pluto answers, but does not know their state. */
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
    return [] // the part's probe reports that Pluto does not answer
  }
}
