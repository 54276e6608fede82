/** Another commit of this repository as a clone in a temporary folder: the other side of an upgrade or of a measurement. Caches are shared. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exec } from '@opads/world/exec'

const home = join(import.meta.dirname, '../..')
const parent = '/var/tmp'
const prefix = 'opads-checkout-'

/** The release before this one. Its name is known also in a clone without tags. */
export const older = { name: 'v0.1.0', commit: '6f9a998a5bb1e02eae922f032be3a52efed998f5' } as const

export type Checkout = { readonly home: string; readonly remove: () => Promise<void> }

/** The full commit that a revision means here; `undefined` if this clone does not have it. */
export async function commitOf(revision: string): Promise<string | undefined> {
  const name = revision === older.name ? older.commit : revision
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]
  const { code, stdout } = await exec(['git', '-C', home, ...words], { codes: 'any' })
  return code === 0 ? stdout.trim() : undefined
}

/** @returns the full commit */
export async function cloneInto(folder: string, revision: string): Promise<string> {
  const commit = await commitOf(revision)
  if (commit === undefined) throw new Error(`this clone has no commit ${revision}`)
  await exec(['git', 'clone', '--quiet', '--no-checkout', home, folder])
  await exec(['git', '-C', folder, 'checkout', '--quiet', '--detach', commit])
  return commit
}

/** Makes the clone and installs its node_modules. What killed processes left is removed first. */
export async function checkoutOf(revision: string): Promise<Checkout> {
  const left = leftOf(await readdir(parent), isRunning)
  await Promise.all(left.map((name) => rm(join(parent, name), { recursive: true, force: true })))
  const place = await mkdtemp(join(parent, `${prefix}${process.pid}-`))
  const clone = join(place, 'clone')
  const remove = () => rm(place, { recursive: true, force: true })
  try {
    await cloneInto(clone, revision)
    await exec([join(clone, 'opads'), 'help']) // installs what this commit needs
    return { home: clone, remove }
  } catch (failure) {
    await remove()
    throw failure
  }
}

/** Folders whose process, part of their name, has ended. Pure. */
export const leftOf = (names: readonly string[], isRunning: (pid: number) => boolean): readonly string[] =>
  names.filter((name) => {
    const pid = name.startsWith(prefix) && /^(\d+)-/.exec(name.slice(prefix.length))?.[1]
    return pid && !isRunning(Number(pid))
  })

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM'
  }
}
