/** What `status` and `doctor` look for in Pluto. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import { client } from '@opads/serve/client'
import type { contract } from './contract.ts'

/** Clusters whose nodes Pluto cannot read: it answers, but does not know their state. */
export const unseenClusters: Check = {
  title: 'Clusters that Pluto reads',
  ask: async ({ folder, cloud, web, addressOf }) => {
    const token = await readFile(join(folder, 'secrets/operator-token'), 'utf8').catch(() => undefined)
    if (token === undefined) return new Problem('up.no-cloud', { cloud })
    const https = await web()
    try {
      const headers = () => ({ authorization: `Bearer ${token.trim()}` })
      const api = client<typeof contract>(addressOf('console'), https.send, headers)
      const signal = AbortSignal.timeout(5000)
      const { items } = await api('GET /api/v1/clusters', { signal })
      const unseen = items.flatMap(({ name, unknown }) =>
        unknown ? [`${name} since ${unknown.since}: ${unknown.problem.sentence}`] : [],
      )
      return unseen.length > 0
        ? new Problem('pluto.clusters-unseen', { clusters: unseen.join('; ') })
        : undefined
    } finally {
      await https.close()
    }
  },
}

export const plutoChecks: readonly Check[] = [unseenClusters]
