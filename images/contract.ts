/** What other rooms may ask of `images`. */

/** An image in the local store, an OCI layout folder. `reference` is the name under which a registry or containerd gets it. */
export type Image = {
  readonly name: string
  readonly version: string
  /** `sha256:…` of the manifest. */
  readonly digest: string
  /** Absolute path of an OCI layout folder (`oci-layout`, `index.json`, `blobs/sha256`). */
  readonly layout: string
}
export type GetImage = (name: string, onNote?: (note: string) => void) => Promise<Image>

/** The registry's name is the same on every host (containerd is told where it is), so an image keeps its name wherever it goes. */
export const registryName = 'registry.opads.internal:10500'

export const referenceOf = (name: string, version: string): string =>
  `${registryName}/opads/${name}:${version}`
