/** Builds the console into `console/dist` when its sources changed; `dist/.key` has the digest of the sources. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flushTree } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import { digestOf, pathEntries, programFolder } from './checkout.ts'
import type { Entry } from './entry.ts'
import { NotMade } from './not-made.ts'
import type { StoreTools } from './store.ts'

/** Sources of the console: its own room, and the rooms that it imports. */
const sources = ['console', 'kernel', 'pluto', 'serve', 'package-lock.json']
const unwanted = /(^|\/)(dist|node_modules|fake)(\/|$)|\.test\.tsx?$/

/** @throws NotMade where the tools only look and sources have changed */
export async function consoleEntries(
  home: string,
  { exec, digest, onlyLooks }: StoreTools & { readonly exec: Exec },
): Promise<readonly Entry[]> {
  const folder = join(home, 'console')
  const stamp = join(folder, 'dist/.key')
  const inputs = await Promise.all(
    sources.map((source) => pathEntries(join(home, source), source, (path) => !unwanted.test(path))),
  )
  const key = await digestOf(inputs.flat(), digest)
  if ((await readFile(stamp, 'utf8').catch(() => '')) !== key) {
    if (onlyLooks) throw new NotMade()
    const vite = join(home, 'node_modules/vite/bin/vite.js')
    await exec([process.execPath, vite, 'build', '--logLevel', 'error'], { cwd: folder })
    await flushTree(join(folder, 'dist')) // on the disk before the key is
    await writeFile(stamp, key)
  }
  const built = await pathEntries(join(folder, 'dist'), `${programFolder}/console/dist`)
  return built.filter((entry) => !entry.path.endsWith('/.key'))
}
