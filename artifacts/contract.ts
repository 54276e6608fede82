/** What other rooms may ask of `artifacts`: third-party programs as files named by digest. */

/** A program that was built or found. `files`: program name → absolute path (`{ etcd: …, etcdctl: … }`). */
export type Artifact = {
  readonly name: string
  readonly version: string
  /** sha256 over the recipe's inputs; the same key is the same bytes. */
  readonly key: string
  readonly files: Readonly<Record<string, string>>
  /** Program name → sha256 in hex, as it was built. */
  readonly digests: Readonly<Record<string, string>>
}

/** What is told while artifacts are built; `get --json` prints each as a line on standard error. */
export type News = {
  readonly artifact?: string
  readonly note: string
  /** 0 to 1 of this artifact. */
  readonly share?: number
  /** Of this artifact. */
  readonly secondsLeft?: number
  /** 0 to 1 of all that is built in this run, by time. */
  readonly shareOfAll?: number
  /** An artifact that is there now: `etcd 3.7.3`. */
  readonly made?: string
}
/** Recipe names are `<program>-<version>` where two versions exist: `kubernetes-1.37.2`, `etcd-3.7.3`, else plain: `runc`. */
export type GetArtifact = (name: string, onNote?: (note: string) => void) => Promise<Artifact>

/** Of Debian: what C code is compiled with, here and in `images`. In the checkout; `opads images debian renew` writes it. */
export const compilerSuite = 'trixie'
export const compilerLockFile = 'artifacts/debian/trixie.lock'
/** A compiler with C's own library, and libraries that recipes link. */
export const compilerWords: readonly string[] = ['gcc', 'libc6-dev', 'pkgconf-bin', 'libseccomp-dev']
