/** Keeps Go's build and module caches below a size limit. The caller holds the cache's lock. */
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'

/** Size limit after the last build and for `prune`. */
export const keptBytes = 2 ** 30

/**
 * What can be deleted by itself. `unpacked`: a module's folder, which Go unpacks again from its `zip` without the network. `build`: one
 * file of the build cache. `bytes`: on disk. `usedAt`: seconds since the epoch; Go updates it when it reads a build file.
 */
export type CacheUnit = {
  readonly kind: 'unpacked' | 'build' | 'zip' | 'toolchain'
  readonly path: string
  readonly bytes: number
  readonly usedAt: number
}

/** Order of deletion: what is cheap to restore, then the oldest, the toolchain last. Pure. */
export function unitsToDrop(
  units: readonly CacheUnit[],
  boundBytes: number,
  otherBytes: number,
): readonly CacheUnit[] {
  const rank = { unpacked: 0, build: 1, zip: 1, toolchain: 2 }
  const order = units.toSorted((a, b) => rank[a.kind] - rank[b.kind] || a.usedAt - b.usedAt)
  let over = units.reduce((sum, unit) => sum + unit.bytes, otherBytes) - boundBytes
  const dropped: CacheUnit[] = []
  for (const unit of order) {
    if (over <= 0) break
    dropped.push(unit)
    over -= unit.bytes
  }
  return dropped
}

/** Returns the bytes before and after. `isDryRun` deletes nothing and returns the same. */
export async function trimGoCaches(
  cache: string,
  boundBytes: number,
  exec: Exec,
  isDryRun = false,
): Promise<{ readonly before: number; readonly after: number }> {
  const { units, total } = await measure(join(cache, 'go'), exec)
  const other = total - units.reduce((sum, unit) => sum + unit.bytes, 0)
  const dropped = unitsToDrop(units, boundBytes, other)
  if (!isDryRun) await remove(dropped, join(cache, 'building', `trash-${process.pid}`), exec)
  return { before: total, after: total - dropped.reduce((sum, unit) => sum + unit.bytes, 0) }
}

async function measure(
  folder: string,
  exec: Exec,
): Promise<{ readonly units: readonly CacheUnit[]; readonly total: number }> {
  const [build, mod] = [join(folder, 'build'), join(folder, 'mod')]
  const downloads = join(mod, 'cache', 'download')
  await Promise.all([build, downloads].map((path) => mkdir(path, { recursive: true })))
  const find = async (...words: string[]) =>
    rows((await exec(['find', ...words, '-printf', '%b %T@ %p\\n'])).stdout)
  const files = await find(build, '-mindepth', '2', '-type', 'f')
  const zips = await find(downloads, '-name', '*.zip', '-type', 'f')
  const folders = await find(mod, '-path', join(mod, 'cache'), '-prune', '-o', '-name', '*@*', '-prune')
  const sizes = await diskUse([build, mod, ...folders.map(({ path }) => path)], exec)
  const kindOf = (path: string) => (path.includes('/golang.org/toolchain@') ? 'toolchain' : 'unpacked')
  return {
    units: [
      ...files.map((row) => ({ ...row, kind: 'build' as const })),
      ...zips.map((row) => ({ ...row, kind: 'zip' as const })),
      ...folders.map((row) => ({ ...row, kind: kindOf(row.path), bytes: sizes.get(row.path) ?? 0 }) as const),
    ],
    total: (sizes.get(build) ?? 0) + (sizes.get(mod) ?? 0),
  }
}

/** Lines of `blocks time path`, a block being 512 bytes. */
const rows = (text: string) =>
  text.split('\n').flatMap((line) => {
    const [, blocks, time, path] = /^(\d+) ([\d.]+) (.+)$/.exec(line) ?? []
    return path === undefined ? [] : [{ path, bytes: Number(blocks) * 512, usedAt: Number(time) }]
  })

async function diskUse(paths: readonly string[], exec: Exec): Promise<ReadonlyMap<string, number>> {
  // `-l` counts each path in full, even inside another one.
  const { stdout } = await exec(['du', '--block-size=1', '--summarize', '--count-links', ...paths])
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [, bytes, path] = /^(\d+)\t(.+)$/.exec(line) ?? []
      return path === undefined ? [] : [[path, Number(bytes)] as const]
    }),
  )
}

/** Module folders are read-only, and must never be there in part: made writable, renamed, then deleted. */
async function remove(units: readonly CacheUnit[], trash: string, exec: Exec): Promise<void> {
  const isFolder = (unit: CacheUnit) => unit.kind === 'unpacked' || unit.kind === 'toolchain'
  const folders = units.filter(isFolder).map((unit) => unit.path)
  if (folders.length > 0) {
    await mkdir(trash, { recursive: true })
    await exec(['chmod', '--recursive', 'u+w', ...folders])
    await Promise.all(folders.map((path, index) => rename(path, join(trash, String(index)))))
    await rm(trash, { recursive: true })
  }
  for (const unit of units) if (!isFolder(unit)) await rm(unit.path, { force: true })
}
