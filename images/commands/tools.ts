/** Parameters of every command of `opads images`. */
import type { Artifact } from '@opads/artifacts/contract'
import type { Registry } from '@opads/world/registry'
import type { RegistryAccess } from '@opads/world/registry-call'
import type { AssembleTools } from '../assemble.ts'
import type { Compression } from '../compress.ts'

export type Words = {
  readonly names: readonly string[]
  readonly isJson: boolean
  readonly cloud: string
  /** PEM file of a registry's CA. */
  readonly ca?: string
  /** File with accounts, in the format of docker, skopeo and buildah. */
  readonly authFile: string
  readonly compression: Compression
  readonly name?: string
  readonly prefix: string
  readonly isDryRun: boolean
  readonly withImported: boolean
  /** For `prune`; 0 deletes what only other checkouts need. */
  readonly unusedForDays: number
}
export type Tools = Omit<AssembleTools, 'getArtifact'> & {
  /** Builds those that are missing. */
  readonly getArtifacts: (names: readonly string[]) => Promise<readonly Artifact[]>
  /** Those that are in the cache. */
  readonly artifactsThere: (names: readonly string[]) => Promise<readonly Artifact[]>
  /** Folder of all clouds' state: `/var/lib/opads`. */
  readonly clouds: string
  readonly open: (access: RegistryAccess) => Registry
  /** Prints one line of the result, at once with `--json`. */
  readonly say: (line: string) => void
  /** One of the images that the command names is begun, is done. */
  readonly begins: (image: string) => void
  readonly done: (image: string) => void
}
