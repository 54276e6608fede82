/** A lock file of Debian packages in the checkout. Part of reading files, as `node:fs` is. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DebianLock, parseLock } from '@opads/kernel/debian-lock'

/** @param file as seen from the checkout `home`. @throws Problem `debian.lock-damaged` */
export const readLock = async (home: string, file: string): Promise<DebianLock> =>
  parseLock(await readFile(join(home, file), 'utf8'), file)
