/** What other rooms get from `images`. */

/** An image in the local store, as an OCI layout folder. */
export type Image = {
  readonly name: string
  readonly version: string
  /** `sha256:…` of the manifest. */
  readonly digest: string
  /** Absolute path of an OCI layout folder (`oci-layout`, `index.json`, `blobs/sha256`). */
  readonly layout: string
}

/** An answer of `opads images plan`. `digest`: `null` if it would have to be assembled. `isPushed`: where the registry was asked. */
export type PlannedImage = {
  readonly name: string
  readonly digest: string | null
  readonly isPushed?: boolean
}

/** The registry's name is the same in every cloud (containerd's configuration has its address), so references to images never change. */
export const registryName = 'registry.opads.internal:10500'

export const referenceOf = (name: string, version: string): string =>
  `${registryName}/opads/${name}:${version}`
