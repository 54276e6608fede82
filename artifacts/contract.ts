/** What other rooms get from `artifacts`: third-party programs as files named by digest. */

import { jsonOr } from '@opads/kernel/kept-json'
import type { Report } from '@opads/kernel/step'

/** Programs built from one recipe, or found in the cache. `files`: program name → absolute path (`{ etcd: …, etcdctl: … }`). */
export type Artifact = {
  readonly name: string
  readonly version: string
  /** Digest of all inputs of the build; the same key gives the same bytes. */
  readonly key: string
  readonly files: Readonly<Record<string, string>>
  /** Program name → sha256 in hex. */
  readonly digests: Readonly<Record<string, string>>
}

/** Progress of a build; `get --json` prints each as a line on standard error. */
export type News = {
  readonly artifact?: string
  readonly note: string
  /** 0 to 1 of this artifact. */
  readonly share?: number
  /** For this artifact. */
  readonly secondsLeft?: number
  /** 0 to 1 of all builds in this run, by expected time. */
  readonly shareOfAll?: number
  /** An artifact that is complete now: `etcd 3.7.3`. */
  readonly made?: string
}
/** What a line of `get --json` says of progress; undefined for the answer itself and for what is no JSON. */
function newsOf(line: string): News | undefined {
  if (!line.startsWith('{')) return undefined
  const read = jsonOr<News | Artifact | undefined>(line, undefined)
  return read && 'note' in read ? read : undefined
}
/**
 * Reports what a line of `get --json` says of progress, and returns it.
 * @param isAll the builds are all of the work: their share is that of the work
 */
export function reportLine(line: string, report: Report, isAll: boolean): News | undefined {
  const news = newsOf(line)
  if (news === undefined) return undefined
  const { note, shareOfAll: share, made } = news
  report({ note, ...(isAll && share !== undefined && { share }), ...(made !== undefined && { made }) })
  return news
}

/** Suite and lock file (in the checkout) of the compiler of C code, here and in `images`; `opads images debian renew` writes the file. */
export const compilerSuite = 'trixie'
export const compilerLockFile = 'artifacts/debian/trixie.lock'
/** The compiler, C's standard library, and libraries that recipes link. */
export const compilerWords: readonly string[] = ['gcc', 'libc6-dev', 'pkgconf-bin', 'libseccomp-dev']
