/** What we keep in files as JSON, read again: a power cut, a full disk or a hand may have taken bytes of it. Pure. */
import { Problem } from './problem.ts'

/** For what can be found out again; the rest is refused by `keptJson`. */
export function jsonOr<T>(text: string, otherwise: T): T {
  try {
    return JSON.parse(text) as T
  } catch {
    return otherwise
  }
}

/** @param hint what to do instead. @throws Problem `file.unreadable` */
export function keptJson<T>(text: string, path: string, hint: string): T {
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw new Problem('file.unreadable', { path, reason: 'it is not JSON', hint }, cause)
  }
}
