/** What a definition says: which programs an image consists of and how it starts. Data only. Pure. */
import type { ImageConfig } from './layout.ts'

/** A layer of programs. Images that name the same layer share its bytes. */
export type ProgramLayer = {
  /** Path in the image → `[artifact, program]`, or a C file in `sources/` that is compiled statically. */
  readonly programs: Readonly<
    Record<string, readonly [artifact: string, program: string] | { readonly compile: string }>
  >
  /** Path in the image → where the symbolic link points. */
  readonly links?: Readonly<Record<string, string>>
}

export type Definition = {
  readonly name: string
  readonly version: string
  readonly layers: readonly ProgramLayer[]
  readonly config: ImageConfig
}
