/** Reads and restores the sysctls that labs change. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { forwarding, wantedSysctls } from './before.ts'

/** Path under /proc/sys → value, in the order of restoring. */
type Sysctls = Readonly<Record<string, string>>

/** If forwarding is off, also the sysctls that the kernel changes when it is turned on. */
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

/** In order; interfaces that no longer exist are skipped. */
export async function setSysctls(sysctls: Sysctls, root = '/proc/sys'): Promise<void> {
  for (const [name, value] of Object.entries(sysctls))
    await writeFile(join(root, name), value).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'ENOENT') throw failure
    })
}
