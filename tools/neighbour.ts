/**
 * Which component tests may run beside another. Most use what this machine has once: its container engine, `/var/lib/opads`, `/run/opads`,
 * apt, mounts, the cache of artifacts and images. A test file therefore runs alone, unless it says above its imports that it shares
 * nothing, and why: a file that forgets the line costs time and breaks nothing. Pure.
 */

const line = /^\/\/ Shares nothing: \S/m

/** @param source text of a test file */
export function sharesNothing(source: string): boolean {
  const head = source.slice(0, Math.max(source.search(/^import /m), 0))
  return line.test(head)
}
