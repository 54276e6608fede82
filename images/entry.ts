/** What a layer consists of, as data, and which entries are refused. Pure. */
import { Problem } from '@opads/kernel/problem'

/** Paths are relative, without leading slash: `usr/bin/etcd`. `mode` holds permission bits with setuid and the like. */
export type Entry =
  | {
      readonly kind: 'file'
      readonly path: string
      readonly mode: number
      readonly source: string
      readonly size: number
      readonly owner?: number
      readonly group?: number
      readonly capability?: Uint8Array
    }
  | {
      readonly kind: 'directory'
      readonly path: string
      readonly mode: number
      readonly owner?: number
      readonly group?: number
    }
  | { readonly kind: 'symlink' | 'hardlink'; readonly path: string; readonly target: string }

/** Sorted by path, so that the same entries give the same bytes. @throws Problem `image.unsafe-entry` */
export function checkedEntries(entries: readonly Entry[]): readonly Entry[] {
  const paths = new Set<string>()
  for (const entry of entries) {
    const fault = faultOf(entry, paths)
    if (fault) throw new Problem('image.unsafe-entry', { path: entry.path, fault })
    paths.add(entry.path)
  }
  // Hard links come last: what they point to must be there before.
  const rank = (entry: Entry) => (entry.kind === 'hardlink' ? 1 : 0)
  return entries.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
}

function faultOf(entry: Entry, seen: ReadonlySet<string>): string | undefined {
  const { path } = entry
  if (path === '' || path.startsWith('/') || path.split('/').some((part) => part === '..' || part === ''))
    return 'the path leaves the tree'
  if (path.includes('\0')) return 'the path has a zero byte'
  if (seen.has(path)) return 'the path stands twice'
  if (entry.kind === 'symlink' && !entry.target.startsWith('/') && escapes(path, entry.target))
    return `it links out of the tree, to ${entry.target}`
  if (entry.kind === 'hardlink' && (entry.target.startsWith('/') || entry.target.split('/').includes('..')))
    return `it links out of the tree, to ${entry.target}`
  return undefined
}

/** True when a relative link climbs above the root. An absolute one is read inside the image, so it stays in. */
function escapes(path: string, target: string): boolean {
  let depth = path.split('/').length - 1
  for (const part of target.split('/')) {
    if (part === '..') depth -= 1
    else if (part !== '' && part !== '.') depth += 1
    if (depth < 0) return true
  }
  return false
}
