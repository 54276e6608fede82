/**
 * Debian 13's Go, for a machine without Go. apt fetches it, verified, into a root of its own: no package, list or setting of the
 * machine changes, and root is not needed.
 */
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Apt } from '@opads/world/apt'
import { flushTree, moveDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import { byVersion } from './go-version.ts'

const suite = 'trixie'
const program = 'usr/lib/go/bin/go'

/** Path of the `go` that an earlier run fetched. */
export async function debianGoThere(cache: string): Promise<string | undefined> {
  const folder = join(cache, 'go')
  const newest = (await readdir(folder).catch(() => []))
    .filter((name) => name.startsWith('debian-'))
    .sort(byVersion)
    .at(-1)
  return newest && join(folder, newest, program)
}

/**
 * Fetches and unpacks it; the final folder appears by one rename.
 * @throws Problem `artifact.no-go`
 */
export async function debianGo(cache: string, exec: Exec, apt: Apt): Promise<string> {
  const draft = join(cache, 'building', `go-${process.pid}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'tree'), { recursive: true })
  const archives = await fetchPackages(draft, apt).catch((failure: unknown) => {
    const why = failure instanceof Error ? failure.message : String(failure)
    throw new Problem('artifact.no-go', { suite, why }, failure)
  })
  for (const archive of archives) await exec(['dpkg-deb', '--extract', archive, join(draft, 'tree')])
  const version = archives.map((path) => /\/golang-[\d.]+-go_(.+)_/.exec(path)?.[1]).find(Boolean)
  const place = join(cache, 'go', `debian-${version}`)
  await mkdir(join(cache, 'go'), { recursive: true })
  await rm(place, { recursive: true, force: true })
  await flushTree(join(draft, 'tree'))
  await moveDurably(join(draft, 'tree'), place)
  await rm(draft, { recursive: true })
  return join(place, program)
}

/** Paths of the `.deb` files of golang-go and all its dependencies. */
async function fetchPackages(root: string, apt: Apt): Promise<readonly string[]> {
  const run = await apt.openRoot(root, suite)
  await run('apt-get', '--yes', 'install', '--download-only', 'golang-go')
  const files = await readdir(join(root, 'archives'))
  return files.filter((name) => name.endsWith('.deb')).map((name) => join(root, 'archives', name))
}
