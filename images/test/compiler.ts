/** The compiler from this machine's cache, unpacked where it is missing. */
import { join } from 'node:path'
import { compilerLockFile, compilerWords } from '@opads/artifacts/contract'
import { apt } from '@opads/world/apt'
import { compiler } from '@opads/world/compiler'
import { debian } from '@opads/world/debian'
import { readLock } from '@opads/world/debian-lock-file'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { machineCache } from '@opads/world/test-cache'

const home = join(import.meta.dirname, '../..')

export const testCompiler = () =>
  compiler({
    debian: debian(exec, apt(exec), machineCache),
    holdLock,
    cache: machineCache,
    lock: () => readLock(home, compilerLockFile),
    words: compilerWords,
  })
