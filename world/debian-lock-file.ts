/** Reads a lock file of Debian packages in the checkout. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DebianLock, parseLock } from '@opads/kernel/debian-lock'

/** @param file path relative to the checkout `home`. @throws Problem `debian.lock-damaged` */
export const readLock = async (home: string, file: string): Promise<DebianLock> =>
  parseLock(await readFile(join(home, file), 'utf8'), file)
