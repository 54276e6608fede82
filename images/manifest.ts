/** Words of the OCI image format that several files share. Pure. */

export type Descriptor = { readonly mediaType: string; readonly digest: string; readonly size: number }
export type ImageManifest = { readonly config: Descriptor; readonly layers: readonly Descriptor[] }

export const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
} as const

/** Path of a blob in a layout folder. */
export const blobPath = (digest: string): string => `blobs/sha256/${digest.slice('sha256:'.length)}`
