/** What every command of `opads images` is handed. */
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
  /** As docker, skopeo and buildah write it. */
  readonly authFile: string
  readonly compression: Compression
  readonly name?: string
  readonly prefix: string
  readonly isDryRun: boolean
  readonly withImported: boolean
  /** For `prune`; 0 keeps nothing for other checkouts. */
  readonly unusedForDays: number
}
export type Tools = Omit<AssembleTools, 'getArtifact'> & {
  /** Builds what is missing of them. */
  readonly getArtifacts: (names: readonly string[]) => Promise<readonly Artifact[]>
  /** The state of clouds: `/var/lib/opads`. */
  readonly clouds: string
  readonly open: (access: RegistryAccess) => Registry
  /** A result, one line. */
  readonly say: (line: string) => void
}
