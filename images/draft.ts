/** A temporary folder for large files: in the store, since /tmp may be in memory. `prune` deletes those of killed processes. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type StoreTools, useStore } from './store.ts'

export async function withDraft<T>(
  name: string,
  tools: StoreTools,
  work: (draft: string) => Promise<T>,
): Promise<T> {
  const release = await useStore(tools)
  const draft = join(tools.root, 'layers', `${name}.draft-${process.pid}`)
  try {
    await rm(draft, { recursive: true, force: true }) // of a killed process with the same id
    await mkdir(draft, { recursive: true, mode: 0o700 })
    return await work(draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
    await release()
  }
}
