/** A client of OCI registries: blobs and manifests. Uploads and downloads resume after a broken connection. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import { type RegistryAccess, registryCall, unreachable } from './registry-call.ts'

/** Bytes that can be read again from any offset, even while they are still being produced. */
type BlobSource = {
  readonly read: (start: number) => AsyncIterable<Buffer>
  /** Resolves when all bytes are produced, at the latest. */
  readonly digest: () => Promise<string>
  /** True when the digest is known now: then one request uploads the blob. */
  readonly isWhole: () => boolean
}
export type ManifestAnswer = { readonly digest: string; readonly mediaType: string; readonly text: string }
export type OnBytes = (count: number) => void

export type Registry = {
  readonly name: string
  readonly hasBlob: (repository: string, digest: string) => Promise<boolean>
  /** Mounts a blob of another repository. False: the registry did not mount it. */
  readonly mountBlob: (repository: string, digest: string, from: string) => Promise<boolean>
  readonly uploadBlob: (repository: string, source: BlobSource, onBytes?: OnBytes) => Promise<void>
  /** Starts the upload of a small blob whose content is not known yet; the returned function sends it. */
  readonly beginBlob: (repository: string) => Promise<(digest: string, text: string) => Promise<void>>
  /** Reads a small blob and verifies its digest. */
  readonly getBlob: (repository: string, digest: string) => Promise<string>
  /** Reads from `start` on, with reconnects. The caller must verify the digest. */
  readonly readBlob: (repository: string, digest: string, start: number) => AsyncGenerator<Buffer>
  readonly getManifest: (repository: string, reference: string) => Promise<ManifestAnswer | undefined>
  /** Returns the digest. */
  readonly putManifest: (
    repository: string,
    reference: string,
    manifest: { readonly text: string; readonly mediaType: string },
  ) => Promise<string>
  readonly close: () => void
}

const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]
const bytesType = { 'content-type': 'application/octet-stream' }
/** Attempts in a row without progress. */
const attempts = 5

/** @throws Problem `registry.failed`, `registry.unreachable`, `image.damaged` */
export function registry(access: RegistryAccess): Registry {
  const { name } = access
  const { call, close } = registryCall(access)

  const begin = async (repository: string) =>
    (await call('POST', `/v2/${repository}/blobs/uploads/`, { codes: [202] })).header('location')

  /** How many bytes of the upload the registry has; starts a new upload where the registry no longer knows it. */
  const offsetOf = async (repository: string, location: string) => {
    const answer = await call('GET', location, { codes: [204, 404] })
    if (answer.status === 404) return { location: await begin(repository), offset: 0 }
    const last = Number(/-(\d+)$/.exec(answer.header('range'))?.[1] ?? 0)
    return { location: answer.header('location') || location, offset: last === 0 ? 0 : last + 1 }
  }

  const uploadBlob: Registry['uploadBlob'] = async (repository, source, onBytes = () => {}) => {
    let location = await begin(repository)
    let offset = 0
    let ownFault: { failure: unknown } | undefined
    const body = async function* () {
      try {
        for await (const chunk of source.read(offset)) {
          onBytes(chunk.length)
          yield chunk
        }
      } catch (failure) {
        ownFault = { failure }
        throw failure
      }
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (source.isWhole()) return await finish(repository, location, await source.digest(), body())
        const sent = await call('PATCH', location, { codes: [202], body: body(), headers: bytesType })
        return await finish(repository, sent.header('location'), await source.digest())
      } catch (failure) {
        if (ownFault) throw ownFault.failure
        if (attempt >= attempts || !isPassing(failure)) throw failure
        await sleep(50 * 2 ** attempt)
        const before = offset
        ;({ location, offset } = await offsetOf(repository, location))
        if (offset > before) attempt = 0
      }
    }
  }

  const hasBlob: Registry['hasBlob'] = async (repository, digest) =>
    (await call('HEAD', `/v2/${repository}/blobs/${digest}`, { codes: [200, 404] })).status === 200

  const finish = async (
    repository: string,
    location: string,
    digest: string,
    body: string | AsyncIterable<Buffer> = '',
  ) => {
    const end = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`
    const length: Record<string, string> =
      typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {}
    const { status } = await call('PUT', end, {
      codes: [201, 404],
      headers: { ...bytesType, ...length },
      body,
    })
    // 404: an earlier request completed the upload and its answer was lost, or the upload must start again.
    if (status === 404 && !(await hasBlob(repository, digest)))
      throw new Problem('registry.unreachable', { registry: name, said: 'it forgot the upload' })
  }

  return {
    name,
    hasBlob,
    mountBlob: async (repository, digest, from) => {
      const path = `/v2/${repository}/blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`
      return (await call('POST', path, { codes: [201, 202] })).status === 201
    },
    uploadBlob,
    beginBlob: async (repository) => {
      const location = await begin(repository)
      return (digest, text) => finish(repository, location, digest, text)
    },
    getBlob: async (repository, digest) => {
      const { text } = await call('GET', `/v2/${repository}/blobs/${digest}`, { codes: [200] })
      if (digestOf(text) !== digest) throw new Problem('image.damaged', { what: digest, where: name })
      return text
    },
    readBlob: async function* (repository, digest, start) {
      for (let at = start, attempt = 1; ; attempt += 1) {
        try {
          const headers: Record<string, string> = at === 0 ? {} : { range: `bytes=${at}-` }
          const answer = await call('GET', `/v2/${repository}/blobs/${digest}`, {
            codes: [200, 206, 416],
            headers,
            isStream: true,
          })
          if (answer.status === 416) return // all bytes were read
          let skip = answer.status === 200 ? at : 0 // the registry ignored the range
          for await (const chunk of answer.bytes) {
            const fresh = chunk.subarray(Math.min(skip, chunk.length))
            skip -= chunk.length - fresh.length
            at += fresh.length
            attempt = 0
            if (fresh.length > 0) yield fresh
          }
          return
        } catch (failure) {
          if (failure instanceof Problem && !isPassing(failure)) throw failure
          if (attempt >= attempts) throw unreachable(name, failure)
          await sleep(50 * 2 ** attempt)
        }
      }
    },
    getManifest: async (repository, reference) => {
      const answer = await call('GET', `/v2/${repository}/manifests/${reference}`, {
        codes: [200, 404],
        headers: { accept: manifestTypes.join(', ') },
      })
      const { text } = answer
      if (answer.status === 404) return undefined
      const digest = digestOf(text)
      if (reference.startsWith('sha256:') && reference !== digest)
        throw new Problem('image.damaged', { what: reference, where: name })
      return { digest, mediaType: answer.header('content-type').split(';')[0]!, text }
    },
    putManifest: async (repository, reference, { text, mediaType }) => {
      const path = `/v2/${repository}/manifests/${reference}`
      await call('PUT', path, { codes: [201], body: text, headers: { 'content-type': mediaType } })
      return digestOf(text)
    },
    close,
  }
}

/** True for failures that a retry can cure: broken connections, server errors, a wrong offset. */
export const isPassing = (failure: unknown): failure is Problem =>
  failure instanceof Problem &&
  (failure.code === 'registry.unreachable' ||
    Number(failure.facts.status) >= 500 ||
    Number(failure.facts.status) === 416) // the registry has another offset than we thought

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
