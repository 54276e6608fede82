/** A lock between processes: util-linux's flock holds it, and lets go when this process ends, however that happens. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '@opads/kernel/problem'

/** `shared` ones stand beside each other, an `exclusive` one stands alone. Waits for its turn. Answers how to let go. */
export type HoldLock = (file: string, kind: 'shared' | 'exclusive') => Promise<() => Promise<void>>

export const holdLock: HoldLock = async (file, kind) => {
  await mkdir(dirname(file), { recursive: true })
  // cat ends with its input, and the kernel closes that with this process.
  const child = spawn('flock', [`--${kind}`, file, 'cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.on('error', () => {})
  child.stdin.write('.')
  const failed = once(child, 'error').then(([cause]) => {
    throw new Problem('command.missing', { program: 'flock' }, cause)
  })
  const ended = once(child, 'close')
  const refused = ended.then(([code]) => {
    throw new Problem('command.failed', { program: 'flock', exitCode: code, lastLine: `no lock on ${file}` })
  })
  failed.catch(() => {})
  refused.catch(() => {})
  await Promise.race([once(child.stdout, 'data'), failed, refused])
  return async () => {
    child.stdin.end()
    child.stdout.resume()
    await ended
  }
}
