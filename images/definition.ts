/** A definition: the layers of an image and how it starts. Data only. Pure. */
import type { ImageConfig } from './layout.ts'

/** Programs of artifacts, or C files of `sources/` that are compiled statically. */
export type ProgramLayer = {
  /** Path in the image → `[artifact, program]` or the C file. */
  readonly programs: Readonly<
    Record<string, readonly [artifact: string, program: string] | { readonly compile: string }>
  >
  /** Path in the image → where the symbolic link points. */
  readonly links?: Readonly<Record<string, string>>
}

/** Debian 13: the base layer that all such images share (`[]`), or the files that these packages add to it. */
export type DebianLayer = {
  readonly debian: readonly string[]
  /** Paths of the packages that are left out, because nothing in the image uses them. */
  readonly without?: readonly string[]
}

/** Folders and files of the checkout: path in the image → path from the checkout's root. */
export type FolderLayer = {
  readonly folders: Readonly<Record<string, string>>
  /** Paths in the image that are left out. */
  readonly without?: readonly string[]
  /** Path in the image → where the symbolic link points. */
  readonly links?: Readonly<Record<string, string>>
}

/** Programs of the checkout, each bundled with everything that it imports. */
type BundleLayer = {
  readonly bundles: readonly string[]
  /** Rooms of the checkout that they are made from: a change there rebuilds them. */
  readonly rooms: readonly string[]
}

/** The console's files, built where they are missing or old. */
export type ConsoleLayer = { readonly console: 'built' }

/** Images with the same layer share its blob. */
export type LayerSource = ProgramLayer | DebianLayer | FolderLayer | BundleLayer | ConsoleLayer

export type Definition = {
  readonly name: string
  /** `content`: a digest of the layers, for images that change with every edit. */
  readonly version: string
  readonly layers: readonly LayerSource[]
  readonly config: ImageConfig
}
