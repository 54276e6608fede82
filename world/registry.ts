/** An OCI registry over HTTPS: blobs and manifests. Uploads and downloads go on where a broken connection left them. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import { type CallAnswer, type RegistryAccess, registryCall } from './registry-call.ts'

/** Bytes that can be had again from any place, even while they are still being made. */
export type BlobSource = {
  readonly read: (start: number) => AsyncIterable<Buffer>
  /** Known at the end at the latest. */
  readonly digest: () => string | Promise<string>
}
export type ManifestAnswer = { readonly digest: string; readonly mediaType: string; readonly text: string }
export type OnBytes = (count: number) => void

export type Registry = {
  readonly name: string
  readonly hasBlob: (repository: string, digest: string) => Promise<boolean>
  /** Takes over a blob that another repository has. False: it is not there. */
  readonly mountBlob: (repository: string, digest: string, from: string) => Promise<boolean>
  readonly uploadBlob: (repository: string, source: BlobSource, onBytes?: OnBytes) => Promise<void>
  readonly putBlob: (repository: string, digest: string, text: string) => Promise<void>
  /** A small one, whole; its digest is checked. */
  readonly getBlob: (repository: string, digest: string) => Promise<string>
  /** From `start` on, over as many connections as it takes. The digest is for the caller to check. */
  readonly readBlob: (repository: string, digest: string, start: number) => AsyncGenerator<Buffer>
  readonly getManifest: (repository: string, reference: string) => Promise<ManifestAnswer | undefined>
  /** Answers the digest. */
  readonly putManifest: (
    repository: string,
    reference: string,
    manifest: { readonly text: string; readonly mediaType: string },
  ) => Promise<string>
  readonly close: () => Promise<void>
}

const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]
/** Tries without a byte of progress. */
const attempts = 5

/** @throws Problem `registry.failed`, `registry.unreachable`, `image.damaged` */
export function registry(access: RegistryAccess): Registry {
  const { name } = access
  const { call, close } = registryCall(access)

  const begin = async (repository: string) =>
    locationOf(await call('POST', `/v2/${repository}/blobs/uploads/`, { codes: [202] }))

  /** Asks the registry how far it got; it starts anew where the upload is forgotten. */
  const offsetOf = async (repository: string, location: string) => {
    const answer = await call('GET', location, { codes: [204, 404] })
    await answer.text()
    if (answer.status === 404) return { location: await begin(repository), offset: 0 }
    const last = Number(/-(\d+)$/.exec(answer.header('range'))?.[1] ?? 0)
    return { location: answer.header('location') || location, offset: last === 0 ? 0 : last + 1 }
  }

  const uploadBlob: Registry['uploadBlob'] = async (repository, { read, digest }, onBytes = () => {}) => {
    let location = await begin(repository)
    let offset = 0
    let ownFault: { failure: unknown } | undefined
    const body = async function* () {
      try {
        for await (const chunk of read(offset)) {
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
        location = await locationOf(
          await call('PATCH', location, {
            codes: [202],
            body: body(),
            headers: { 'content-type': 'application/octet-stream' },
          }),
        )
        break
      } catch (failure) {
        if (ownFault) throw ownFault.failure
        if (attempt >= attempts || !isPassing(failure)) throw failure
        await sleep(50 * 2 ** attempt)
        const before = offset
        ;({ location, offset } = await offsetOf(repository, location))
        if (offset > before) attempt = 0
      }
    }
    await finish(location, await digest())
  }

  const finish = async (location: string, digest: string, body?: string) => {
    const end = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(Buffer.byteLength(body ?? '')),
    }
    await (await call('PUT', end, { codes: [201], headers, ...(body !== undefined && { body }) })).text()
  }

  return {
    name,
    hasBlob: async (repository, digest) => {
      const answer = await call('HEAD', `/v2/${repository}/blobs/${digest}`, { codes: [200, 404] })
      await answer.text()
      return answer.status === 200
    },
    mountBlob: async (repository, digest, from) => {
      const path = `/v2/${repository}/blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`
      const answer = await call('POST', path, { codes: [201, 202] })
      await answer.text()
      return answer.status === 201
    },
    uploadBlob,
    putBlob: async (repository, digest, text) => finish(await begin(repository), digest, text),
    getBlob: async (repository, digest) => {
      const answer = await call('GET', `/v2/${repository}/blobs/${digest}`, { codes: [200] })
      const text = await answer.text()
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
          })
          if (answer.status === 416) return // nothing is left
          let skip = answer.status === 200 ? at : 0 // it does not know ranges
          for await (const chunk of answer.bytes) {
            const fresh = chunk.subarray(Math.min(skip, chunk.length))
            skip -= chunk.length - fresh.length
            at += fresh.length
            attempt = 0
            if (fresh.length > 0) yield fresh
          }
          return
        } catch (failure) {
          if (attempt >= attempts || (failure instanceof Problem && !isPassing(failure))) throw failure
          await sleep(50 * 2 ** attempt)
        }
      }
    },
    getManifest: async (repository, reference) => {
      const answer = await call('GET', `/v2/${repository}/manifests/${reference}`, {
        codes: [200, 404],
        headers: { accept: manifestTypes.join(', ') },
      })
      const text = await answer.text()
      if (answer.status === 404) return undefined
      const digest = digestOf(text)
      if (reference.startsWith('sha256:') && reference !== digest)
        throw new Problem('image.damaged', { what: reference, where: name })
      return { digest, mediaType: answer.header('content-type').split(';')[0]!, text }
    },
    putManifest: async (repository, reference, { text, mediaType }) => {
      const path = `/v2/${repository}/manifests/${reference}`
      await (
        await call('PUT', path, { codes: [201], body: text, headers: { 'content-type': mediaType } })
      ).text()
      return digestOf(text)
    },
    close,
  }
}

async function locationOf(answer: CallAnswer): Promise<string> {
  await answer.text()
  return answer.header('location')
}

/** A broken line or a server in trouble; what was refused stays refused. */
const isPassing = (failure: unknown) =>
  failure instanceof Problem &&
  (failure.code === 'registry.unreachable' ||
    Number(failure.facts.status) >= 500 ||
    Number(failure.facts.status) === 416) // it has another offset than we thought: ask

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
