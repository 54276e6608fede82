/** Reads a file that a person named, or reports why it cannot be read. */
import { readFile } from 'node:fs/promises'
import { Problem } from '@opads/kernel/problem'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
}

/**
 * @param hint what to do instead
 * @throws Problem `file.unreadable`, `file.forbidden`
 */
export async function readText(path: string, hint: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unreadable(path, hint, cause)
  })
}

export function unreadable(path: string, hint: string, cause: NodeJS.ErrnoException): Problem {
  if (cause.code === 'EACCES' || cause.code === 'EPERM')
    return new Problem('file.forbidden', { path, hint }, cause)
  return new Problem(
    'file.unreadable',
    { path, reason: reasons[cause.code ?? ''] ?? cause.message, hint },
    cause,
  )
}
