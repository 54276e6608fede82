/** A registry in memory, for tests without a network. It verifies digests, as real ones do. */
import { createHash } from 'node:crypto'
import type { ManifestAnswer, Registry } from '@opads/world/registry'

export type MemoryRegistry = Registry & {
  /** Digests of uploaded blobs, in order. */
  readonly sent: string[]
  /** False: it refuses to mount blobs. */
  mounts: boolean
}

export const digestOfText = (text: string | Buffer): string =>
  `sha256:${createHash('sha256').update(text).digest('hex')}`

export function memoryRegistry(name = 'memory:443'): MemoryRegistry {
  const blobs = new Map<string, Buffer>()
  const manifests = new Map<string, ManifestAnswer>()
  const sent: string[] = []
  const put = (repository: string, digest: string, bytes: Buffer) => {
    if (digestOfText(bytes) !== digest) throw new Error(`${digest} was not sent`)
    blobs.set(`${repository}@${digest}`, bytes)
    sent.push(digest)
  }
  const get = (repository: string, digest: string) => {
    const found = blobs.get(`${repository}@${digest}`)
    if (!found) throw new Error(`${repository} has no ${digest}`)
    return found
  }
  const self: MemoryRegistry = {
    name,
    sent,
    mounts: true,
    hasBlob: async (repository, digest) => blobs.has(`${repository}@${digest}`),
    mountBlob: async (repository, digest, from) => {
      if (!self.mounts) return false
      blobs.set(`${repository}@${digest}`, get(from, digest))
      return true
    },
    uploadBlob: async (repository, { read, digest }, onBytes = () => {}) => {
      const bytes = Buffer.concat(await Array.fromAsync(read(0)))
      onBytes(bytes.length)
      put(repository, await digest(), bytes)
    },
    beginBlob: async (repository) => async (digest, text) => put(repository, digest, Buffer.from(text)),
    getBlob: async (repository, digest) => get(repository, digest).toString(),
    async *readBlob(repository, digest, start) {
      yield get(repository, digest).subarray(start)
    },
    getManifest: async (repository, reference) => manifests.get(`${repository}@${reference}`),
    putManifest: async (repository, reference, { text, mediaType }) => {
      const digest = digestOfText(text)
      for (const key of [digest, reference])
        manifests.set(`${repository}@${key}`, { digest, text, mediaType })
      return digest
    },
    close: () => {},
  }
  return self
}
