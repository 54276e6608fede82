/** Is the cloud's folder complete? */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import type { UpWorld } from '../world.ts'

const names = ['ca.crt', 'hosts.json', 'kubeconfig', 'images.json'] as const

export const folderCheck: Check<UpWorld> = {
  title: 'Folder of the cloud',
  ask: async ({ folder, words }) => {
    const isThere = (name: string) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      )
    const there = await Promise.all(names.map(isThere))
    if (!there.includes(true)) return new Problem('up.no-cloud', { cloud: words.cloud })
    const gone = names.filter((_, at) => !there[at])
    return gone.length > 0
      ? new Problem('doctor.files-missing', { folder, gone: gone.join(', '), cloud: words.cloud })
      : undefined
  },
}
