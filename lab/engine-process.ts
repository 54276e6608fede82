/** Which container engines run on this machine, by the process table. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { socket } from './docker.ts'

export type EngineProcess = { readonly pid: number; readonly isOurs: boolean }

/** A process that has ended and waits to be collected does not run. `proc`: where the process table is. */
export async function engineProcesses(proc = '/proc'): Promise<readonly EngineProcess[]> {
  const found: EngineProcess[] = []
  for (const pid of (await readdir(proc)).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string) => readFile(join(proc, pid, name), 'utf8').catch(() => '')
    const stat = await read('stat')
    const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(stat) ?? []
    if (name !== 'dockerd' || state === 'Z' || state === 'X') continue
    const words = (await read('cmdline')).split('\0')
    found.push({ pid: Number(pid), isOurs: words.includes(`unix://${socket}`) })
  }
  return found
}
