/** What a definition says: of which layers an image consists and how it starts. Data only. Pure. */
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

/** Debian 13: the base that all such images share (`[]`), or what these packages add to it. */
export type DebianLayer = {
  readonly debian: readonly string[]
  /** Paths that come with the packages and that nothing in the image uses. */
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

/** Rooms of the checkout, for our own image. */
export type RoomLayer = { readonly rooms: readonly string[] }

/** The npm packages of the lock file that are needed when our programs run. */
export type PackageLayer = { readonly packages: 'production' }

/** The console's files, built when they are not. */
export type ConsoleLayer = { readonly console: 'built' }

/** Images that name the same layer share its bytes. */
export type LayerSource = ProgramLayer | DebianLayer | FolderLayer | RoomLayer | PackageLayer | ConsoleLayer

export type Definition = {
  readonly name: string
  /** `content`: a digest of the layers, for images that change with every edit. */
  readonly version: string
  readonly layers: readonly LayerSource[]
  readonly config: ImageConfig
}
