/** The kernel's settings that labs change: as they are, and put back. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { forwarding, wantedSysctls } from './before.ts'

/** A path under /proc/sys → its value, in the order in which they are put back. */
export type Sysctls = Readonly<Record<string, string>>

/** Where nothing is forwarded yet, also what the kernel sets by itself when that changes. */
export async function sysctlsNow(root = '/proc/sys'): Promise<Sysctls> {
  const values = async (names: readonly string[]): Promise<Sysctls> =>
    Object.fromEntries(
      await Promise.all(
        names.map(async (name) => [name, (await readFile(join(root, name), 'utf8')).trim()] as const),
      ),
    )
  const wanted = await values(Object.keys(wantedSysctls))
  if (wanted[forwarding] !== '0') return wanted
  const interfaces = (await readdir(join(root, 'net/ipv4/conf'))).filter((name) => name !== 'all')
  const follow = interfaces.map((name) => `net/ipv4/conf/${name}/forwarding`)
  return { ...wanted, ...(await values(['net/ipv4/conf/all/accept_redirects', ...follow])) }
}

/** One after the other; interfaces that have gone meanwhile are passed over. */
export async function setSysctls(sysctls: Sysctls, root = '/proc/sys'): Promise<void> {
  for (const [name, value] of Object.entries(sysctls))
    await writeFile(join(root, name), value).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'ENOENT') throw failure
    })
}
