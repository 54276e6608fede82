/** The size limit of a push: by its own limit, the repository's and the free disk. Pure. */
import { Problem } from '@opads/kernel/problem'

export type Limits = {
  /** Packed size of one push. */
  readonly pushBytes: number
  readonly repositoryBytes: number
}
const mib = 2 ** 20
const toMib = (bytes: number) => Math.round(bytes / mib)
/** Stays free for database, logs and images on the same disk. */
const reserveBytes = 1024 * mib

/** @param env `PUSH_MIB` and `REPOSITORY_MIB`, which operators may set */
export function limitsIn(env: Readonly<Record<string, string | undefined>>): Limits {
  const bytesOf = (name: string, otherwise: number) => {
    const value = Number(env[name] ?? otherwise)
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is no number of MiB: ${env[name]}`)
    return value * mib
  }
  return { pushBytes: bytesOf('PUSH_MIB', 512), repositoryBytes: bytesOf('REPOSITORY_MIB', 4096) }
}

export type Room = {
  /** What git accepts at most. */
  readonly bytes: number
  /** Why more is refused. */
  readonly problem: Problem
}

/** @throws Problem `source.repository-full`, `source.disk-full` where no push has room */
export function roomFor(
  { pushBytes, repositoryBytes }: Limits,
  { usedBytes, freeBytes }: { readonly usedBytes: number; readonly freeBytes: number },
): Room {
  const full = new Problem('source.repository-full', {
    limitMiB: toMib(repositoryBytes),
    usedMiB: toMib(usedBytes),
  })
  const left = repositoryBytes - usedBytes
  if (left <= 0) throw full
  const bytes = Math.min(pushBytes, left)
  // git may write a pack a second time, as single objects.
  const neededBytes = 2 * bytes + reserveBytes
  if (freeBytes < neededBytes)
    throw new Problem('source.disk-full', { freeMiB: toMib(freeBytes), neededMiB: toMib(neededBytes) })
  const tooLarge = new Problem('source.push-too-large', { limitMiB: toMib(pushBytes) })
  return { bytes, problem: left < pushBytes ? full : tooLarge }
}
