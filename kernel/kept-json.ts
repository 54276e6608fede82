/** Reads JSON files that we wrote: a power cut, a full disk or a person may have damaged them. Pure. */
import { Problem } from './problem.ts'

/** For data that can be computed again; for all other data use `keptJson`, which throws. */
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
