/** A clone of another commit, measured in turn with this checkout. Caches are shared. */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchWorld } from './kit.ts'

export type Checkout = { readonly home: string; readonly remove: () => Promise<void> }

/** Makes the clone and installs its node_modules. */
export async function checkoutOf(revision: string, { exec, home }: BenchWorld): Promise<Checkout> {
  const place = await mkdtemp('/var/tmp/opads-against-')
  const clone = join(place, 'clone')
  const remove = () => rm(place, { recursive: true, force: true })
  try {
    await exec(['git', 'clone', '--quiet', '--no-checkout', home, clone])
    await exec(['git', '-C', clone, 'checkout', '--quiet', revision])
    await exec([join(clone, 'opads'), 'help']) // installs what this commit needs
    return { home: clone, remove }
  } catch (failure) {
    await remove()
    throw failure
  }
}
