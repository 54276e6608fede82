/** Are all parts of the cloud healthy, as in `opads status`? */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import { observe } from '../observe.ts'
import { statusOf } from '../status-facts.ts'
import type { UpWorld } from '../world.ts'

export const cloudCheck: Check<UpWorld> = {
  title: 'The parts of the cloud',
  ask: async (world) => {
    const kubeconfig = join(world.folder, 'kubeconfig')
    if (!existsSync(kubeconfig)) return new Problem('up.no-cloud', { cloud: world.words.cloud })
    const client = await world.kube(kubeconfig)
    try {
      // The checks of parts are asked by themselves.
      const unchecked = world.parts.map(({ checks: _, ...part }) => part)
      const { lines } = statusOf(await observe(world, client, unchecked), Date.now())
      const bad = lines.filter((line) => line.state !== 'healthy')
      const parts = bad.map((line) => `${line.name}: ${line.detail}`).join('; ')
      return bad.length > 0
        ? new Problem('doctor.parts-unwell', { parts, cloud: world.words.cloud })
        : undefined
    } finally {
      await client.close()
    }
  },
}
