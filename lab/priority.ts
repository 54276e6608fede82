/** Ordinary priority for the engine, whatever that of the `opads` is which starts it first: all containers inherit it. */
import { readFile } from 'node:fs/promises'
import type { Exec } from '@opads/world/exec'

/** Words before a program that give it ordinary priority; none where ours is, or where this machine does not let us. */
export async function ordinaryPriority(exec: Exec): Promise<readonly string[]> {
  const words = priorityWords(await readFile('/proc/self/stat', 'utf8'))
  const [program = 'true', ...more] = [...words, 'true']
  const { code } = await exec([program, ...more], { codes: 'any' })
  return code === 0 ? words : []
}

/** Pure. @param stat text of `/proc/self/stat`; fields 19 and 41 of proc(5) are niceness and scheduling policy */
export function priorityWords(stat: string): readonly string[] {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [niceness, policy] = [Number(fields[16]), Number(fields[38])]
  if (niceness === 0 && policy === 0) return []
  return ['chrt', '--other', '0', 'ionice', '--ignore', '--class', 'none', 'nice', '-n', String(-niceness)]
}
