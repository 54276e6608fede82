/** An OCI registry over HTTPS: blobs and manifests. Uploads go on where a broken connection left them. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import { Agent, request } from 'undici'

export type RegistryAccess = {
  /** `host:port` */
  readonly name: string
  /** Where to connect when the name does not resolve here: `address:port`. */
  readonly connectTo?: string
  /** PEM of the CA that signs the registry. */
  readonly ca: string
  readonly account: string
  readonly password: Secret
}
export type ManifestAnswer = { readonly digest: string; readonly text: string }

export type Registry = {
  readonly hasBlob: (repository: string, digest: string) => Promise<boolean>
  /** Takes over a blob that another repository has. False: it is not there. */
  readonly mountBlob: (repository: string, digest: string, from: string) => Promise<boolean>
  readonly uploadBlob: (repository: string, digest: string, file: string) => Promise<void>
  readonly putBlob: (repository: string, digest: string, text: string) => Promise<void>
  readonly getBlob: (repository: string, digest: string) => Promise<string>
  readonly getManifest: (repository: string, reference: string) => Promise<ManifestAnswer | undefined>
  /** Answers the digest. */
  readonly putManifest: (repository: string, reference: string, text: string) => Promise<string>
  readonly close: () => Promise<void>
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const attempts = 4

/** @throws Problem `registry.failed` from every call that the registry refuses or does not answer */
export function registry({ name, connectTo = name, ca, account, password }: RegistryAccess): Registry {
  const [host] = name.split(':')
  const dispatcher = new Agent({ connect: { ca, servername: host! }, connections: 4 })
  const origin = `https://${connectTo}`
  const authorization = `Basic ${Buffer.from(`${account}:${password.reveal()}`).toString('base64')}`

  const call = async (
    method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    {
      codes,
      body,
      headers = {},
    }: { codes: readonly number[]; body?: string | NodeJS.ReadableStream; headers?: Record<string, string> },
  ) => {
    const url = path.startsWith('https://') ? path.replace(/^https:\/\/[^/]+/, origin) : `${origin}${path}`
    const answer = await request(url, {
      method,
      dispatcher,
      headers: { authorization, host: name, ...headers },
      ...(body !== undefined && { body: body as string }),
    })
    const text = await answer.body.text()
    if (!codes.includes(answer.statusCode))
      throw new Problem('registry.failed', {
        registry: name,
        what: `${method} ${path.split('?')[0]}`,
        status: answer.statusCode,
        said: text.slice(0, 300),
      })
    return { status: answer.statusCode, text, header: (key: string) => String(answer.headers[key] ?? '') }
  }

  /** Asks the registry how far it got. */
  const offsetOf = async (location: string) => {
    const { header } = await call('GET', location, { codes: [204] })
    const last = /0-(\d+)/.exec(header('range'))?.[1]
    return {
      location: header('location') || location,
      offset: last === undefined || last === '0' ? 0 : Number(last) + 1,
    }
  }

  const uploadBlob: Registry['uploadBlob'] = async (repository, digest, file) => {
    const { size } = await stat(file)
    const begun = await call('POST', `/v2/${repository}/blobs/uploads/`, { codes: [202] })
    let location = begun.header('location')
    let offset = 0
    for (let attempt = 1; offset < size; attempt += 1) {
      try {
        const sent = await call('PATCH', location, {
          codes: [202],
          body: createReadStream(file, { start: offset }),
          headers: {
            'content-type': 'application/octet-stream',
            'content-length': String(size - offset),
            'content-range': `${offset}-${size - 1}`,
          },
        })
        location = sent.header('location')
        offset = size
      } catch (failure) {
        if (attempt >= attempts || (failure instanceof Problem && Number(failure.facts.status) < 500))
          throw failure
        ;({ location, offset } = await offsetOf(location))
      }
    }
    const end = `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`
    await call('PUT', end, { codes: [201], headers: { 'content-length': '0' } })
  }

  return {
    hasBlob: async (repository, digest) =>
      (await call('HEAD', `/v2/${repository}/blobs/${digest}`, { codes: [200, 404] })).status === 200,
    mountBlob: async (repository, digest, from) =>
      (
        await call(
          'POST',
          `/v2/${repository}/blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`,
          { codes: [201, 202] },
        )
      ).status === 201,
    uploadBlob,
    putBlob: async (repository, digest, text) => {
      const { header } = await call('POST', `/v2/${repository}/blobs/uploads/`, { codes: [202] })
      const location = header('location')
      await call(
        'PUT',
        `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`,
        {
          codes: [201],
          body: text,
          headers: { 'content-type': 'application/octet-stream' },
        },
      )
    },
    getBlob: async (repository, digest) =>
      (await call('GET', `/v2/${repository}/blobs/${digest}`, { codes: [200] })).text,
    getManifest: async (repository, reference) => {
      const { status, text, header } = await call('GET', `/v2/${repository}/manifests/${reference}`, {
        codes: [200, 404],
        headers: { accept: manifestType },
      })
      return status === 404 ? undefined : { digest: header('docker-content-digest'), text }
    },
    putManifest: async (repository, reference, text) =>
      (
        await call('PUT', `/v2/${repository}/manifests/${reference}`, {
          codes: [201],
          body: text,
          headers: { 'content-type': manifestType },
        })
      ).header('docker-content-digest'),
    close: () => dispatcher.close(),
  }
}
