/** Compares every file in the cache with its digest; deletes damaged artifacts, so that the next `get` builds them again. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Cache } from './cache.ts'
import { damagedFiles, listManifests, type Manifest } from './store.ts'

/** Returns the undamaged artifacts. @throws Problem `artifact.damaged` with every damaged file */
export async function verify(cache: Cache): Promise<readonly Manifest[]> {
  const manifests = await listManifests(cache.root)
  const checked = await Promise.all(
    manifests.map(async (manifest) => ({ manifest, damaged: await damagedFiles(cache.root, manifest) })),
  )
  const faults = checked.filter(({ damaged }) => damaged.length > 0)
  if (faults.length === 0) return manifests
  for (const { manifest } of faults)
    await rm(join(cache.root, manifest.name, manifest.key), { recursive: true, force: true })
  throw new Problem('artifact.damaged', {
    artifacts: [...new Set(faults.map(({ manifest }) => manifest.name))].join(' '),
    files: faults
      .flatMap(({ manifest, damaged }) => damaged.map((file) => `${manifest.name}/${file}`))
      .join(', '),
  })
}
