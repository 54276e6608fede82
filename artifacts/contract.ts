/** What other rooms may ask of `artifacts`: third-party programs as files named by digest. */

/** A program that was built or found. `files`: program name → absolute path (`{ etcd: …, etcdctl: … }`). */
export type Artifact = {
  readonly name: string
  readonly version: string
  /** sha256 over the recipe's inputs; the same key is the same bytes. */
  readonly key: string
  readonly files: Readonly<Record<string, string>>
}
/** Recipe names are `<program>-<version>` where two versions exist: `kubernetes-1.37.2`, `etcd-3.7.3`, else plain: `runc`. */
export type GetArtifact = (name: string, onNote?: (note: string) => void) => Promise<Artifact>
