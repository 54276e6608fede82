/** Types of the OCI image format, and checks of manifests and indexes that come from outside. Pure. */
import { Problem } from '@opads/kernel/problem'

export type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number }
export type ImageManifest = { readonly config: Descriptor; readonly layers: readonly Descriptor[] }
type ImageIndex = {
  readonly manifests: readonly (Descriptor & {
    readonly platform?: { readonly architecture: string; readonly os: string }
  })[]
}

export const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
} as const

/** Content of the file `oci-layout` in every layout folder. */
export const layoutMark = '{"imageLayoutVersion":"1.0.0"}'

/** Limits above any real image: the kernel's overlay takes 500 layers, the largest indexes have some dozens of platforms. */
const most = { layers: 500, manifests: 200 }

/** Path of a blob in a layout folder. @throws Problem `image.not-an-image` for an invalid digest, which could lead to another path */
export function blobPath(digest: string): string {
  if (!isDigest(digest)) throw notAnImage('a layout', `"${digest.slice(0, 100)}" is no digest`)
  return `blobs/sha256/${digest.slice('sha256:'.length)}`
}

export const isIndex = ({ mediaType }: { readonly mediaType: string }): boolean =>
  /index|manifest\.list/.test(mediaType)

/** @param where shown to people @throws Problem `image.not-an-image` */
export function parseManifest(text: string, where: string): ImageManifest {
  const { config, layers } = parsed(text, where) as Partial<ImageManifest>
  if (!Array.isArray(layers) || layers.length > most.layers)
    throw notAnImage(where, `its manifest has no list of at most ${most.layers} layers`)
  for (const one of [config, ...layers]) checkDescriptor(one, where)
  return { config: config!, layers }
}

/** @throws Problem `image.not-an-image` */
export function parseIndex(text: string, where: string): ImageIndex {
  const { manifests } = parsed(text, where) as Partial<ImageIndex>
  if (!Array.isArray(manifests) || manifests.length > most.manifests)
    throw notAnImage(where, `its index has no list of at most ${most.manifests} manifests`)
  for (const one of manifests) checkDescriptor(one, where)
  return { manifests }
}

/** Digest of the manifest for linux/amd64, on which clouds run. */
export const forThisPlatform = ({ manifests }: ImageIndex): string | undefined =>
  manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64')?.digest

const isDigest = (digest: unknown) => typeof digest === 'string' && /^sha256:[0-9a-f]{64}$/.test(digest)

function checkDescriptor(one: Partial<Descriptor> | undefined, where: string): void {
  if (!isDigest(one?.digest)) throw notAnImage(where, `"${String(one?.digest).slice(0, 100)}" is no digest`)
  if (!Number.isSafeInteger(one!.size) || one!.size! < 0)
    throw notAnImage(where, `${one!.digest} has no size in bytes`)
  if (typeof one!.mediaType !== 'string') throw notAnImage(where, `${one!.digest} has no media type`)
}

function parsed(text: string, where: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {} // thrown below
  throw notAnImage(where, 'its manifest is no JSON object')
}

const notAnImage = (source: string, fault: string) => new Problem('image.not-an-image', { source, fault })
