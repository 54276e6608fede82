/** Which container engines run on this machine, by the process table. */
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { socket } from './docker.ts'

export type EngineProcess = { readonly pid: number; readonly isOurs: boolean }

/** `proc`: where procfs is mounted. */
export async function engineProcesses(proc = '/proc'): Promise<readonly EngineProcess[]> {
  const found: EngineProcess[] = []
  for (const pid of (await readdir(proc)).filter((name) => /^\d+$/.test(name))) {
    const running = await runningAs(pid, proc)
    if (running?.name !== 'dockerd') continue
    found.push({ pid: Number(pid), isOurs: running.words.includes(`unix://${socket}`) })
  }
  return found
}

export const isOwnRunning = async (): Promise<boolean> => (await engineProcesses()).some((one) => one.isOurs)

/** A killed program leaves its pid file, whose id may belong to another process by now: the next start would wait for that. */
export async function dropStalePid(file: string, program: string, proc = '/proc'): Promise<void> {
  const pid = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (pid !== '' && (await runningAs(pid, proc))?.name !== program) await rm(file, { force: true })
}

/** What a process is; one that has given its memory back, or waits to be collected, has ended. */
export async function runningAs(pid: string, proc = '/proc') {
  const read = (name: string) => readFile(join(proc, pid, name), 'utf8').catch(() => '')
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(await read('stat')) ?? []
  const words = (await read('cmdline')).split('\0')
  return name === undefined || state === 'Z' || words.length === 1 ? undefined : { name, words }
}
