/** The entries of a layer as data, and which ones are refused. Pure. */
import { Problem } from '@opads/kernel/problem'
import { encodeName } from './name.ts'

/**
 * Paths are relative, without leading slash: `usr/bin/etcd`; `name.ts` encodes names that are not UTF-8.
 * `mode` has the permission bits with setuid, setgid and sticky. `owner` and `group` default to 0.
 */
export type Entry =
  | ({
      readonly kind: 'file'
      readonly path: string
      readonly source: string
      readonly size: number
    } & Rights)
  /** Repeats the rights of its file, because containerd applies those of the link again. */
  | ({ readonly kind: 'hardlink'; readonly path: string; readonly target: string } & Rights)
  | ({ readonly kind: 'directory'; readonly path: string } & Omit<Rights, 'capability'>)
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  /** Deletes the path of the layers below; `opaque`: all that the folder contains there. */
  | { readonly kind: 'whiteout' | 'opaque'; readonly path: string }

type Rights = {
  readonly mode: number
  readonly owner?: number
  readonly group?: number
  /** The bytes of the extended attribute `security.capability`. */
  readonly capability?: Uint8Array
}

/** Longest file name on Linux, in bytes. */
const longestPart = 255

/** Sorted by path, so that the same entries give the same bytes. @throws Problem `image.unsafe-entry` */
export function checkedEntries(entries: readonly Entry[]): readonly Entry[] {
  const kinds = new Map<string, Entry['kind']>()
  for (const entry of entries) {
    const fault = faultOf(entry, kinds)
    if (fault) throw unsafe(entry, fault)
    if (entry.kind !== 'opaque') kinds.set(entry.path, entry.kind)
  }
  for (const entry of entries) {
    const fault = placeFault(entry, kinds)
    if (fault) throw unsafe(entry, fault)
  }
  return entries.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
}

/** Whiteouts first, hard links last: their targets must come before them. */
const rank = ({ kind }: Entry) => (kind === 'whiteout' || kind === 'opaque' ? 0 : kind === 'hardlink' ? 2 : 1)
const unsafe = ({ path }: Entry, fault: string) => new Problem('image.unsafe-entry', { path, fault })

function faultOf(entry: Entry, seen: ReadonlyMap<string, string>): string | undefined {
  const { path } = entry
  const parts = path.split('/')
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return 'the path leaves the tree'
  if (path.includes('\0')) return 'the path has a zero byte'
  if (parts.some((part) => part.length * 3 > longestPart && encodeName(part).length > longestPart))
    return `a part of the path has more than ${longestPart} bytes`
  if (parts.some((part) => part.startsWith('.wh.')))
    return 'a name that begins with .wh. would delete a file of the layers below'
  if (entry.kind !== 'opaque' && seen.has(path)) return 'the path stands twice'
  if (entry.kind === 'symlink' && entry.target.includes('\0')) return 'its target has a zero byte'
  if (entry.kind === 'symlink' && !entry.target.startsWith('/') && escapes(path, entry.target))
    return `it links out of the tree, to ${entry.target}`
  if (entry.kind === 'hardlink' && (entry.target.startsWith('/') || entry.target.split('/').includes('..')))
    return `it links out of the tree, to ${entry.target}`
  return undefined
}

/** Faults that depend on other entries of the layer. */
function placeFault(entry: Entry, kinds: ReadonlyMap<string, string>): string | undefined {
  const above = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')))
  const kindAbove = kinds.get(above)
  if (above !== '' && kindAbove !== undefined && kindAbove !== 'directory')
    return `what it lies in is no folder but a ${kindAbove}`
  if (entry.kind === 'hardlink' && kinds.get(entry.target) !== 'file')
    return `it links to ${entry.target}, which is no file of this layer`
  return undefined
}

/** True when a relative link leads above the root. An absolute link is resolved inside the image. */
function escapes(path: string, target: string): boolean {
  let depth = path.split('/').length - 1
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1
    else if (part !== '' && part !== '.') depth += 1
    if (depth < 0) return true
  }
  return false
}
