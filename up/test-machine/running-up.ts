/** An `opads up` as a shell runs it: in its own process group, watched by its events, stopped by signals as from a terminal. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Event = { readonly event: string; readonly step?: string; readonly note?: string }
type RunningUp = {
  readonly pid: number
  /** Waits for the next event that matches; false when the run ends before. */
  readonly heard: (is: (event: Event) => boolean) => Promise<boolean>
  /** A signal to all of the group, as Ctrl-C. */
  readonly signal: (name: NodeJS.Signals) => void
  /** SIGKILL to the process alone. */
  readonly kill: () => void
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>
  /** Command lines of its programs that still run, without the container engine, which stays for the hosts. */
  readonly left: () => Promise<readonly string[]>
}

const opads = join(import.meta.dirname, '../../opads')
const engine = /^(\S*\/)?(dockerd|containerd|containerd-shim\S*|docker-proxy|docker-init|runc)\b/

export function runningUp(name: string, listen: string): RunningUp {
  const mark = `OPADS_TEST_MARK=${randomUUID()}`
  const [key, value] = mark.split('=') as [string, string]
  const child = spawn(opads, ['up', '--cloud', name, '--listen', listen, '--json'], {
    detached: true,
    env: { ...process.env, [key]: value },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const waiting = new Set<(event: Event | undefined) => void>()
  const take = (event: Event | undefined) => {
    for (const hear of [...waiting]) hear(event)
  }
  createInterface({ input: child.stdout }).on('line', (line) => take(JSON.parse(line) as Event))
  let stderr = ''
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      take(undefined)
      resolve({ code, stderr })
    })
  })
  return {
    pid: child.pid!,
    heard: (is) =>
      new Promise((resolve) => {
        const hear = (event: Event | undefined) => {
          if (event !== undefined && !is(event)) return
          waiting.delete(hear)
          resolve(event !== undefined)
        }
        waiting.add(hear)
      }),
    signal: (name) => void process.kill(-child.pid!, name),
    kill: () => void child.kill('SIGKILL'),
    ended,
    left: () => marked(mark),
  }
}

/** Command lines of processes with this in their environment. */
async function marked(mark: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const text = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')
  const found = await Promise.all(
    pids.map(async (pid) =>
      (await text(pid, 'environ')).split('\0').includes(mark)
        ? (await text(pid, 'cmdline')).replaceAll('\0', ' ').trim()
        : '',
    ),
  )
  return found.filter((line) => line !== '' && !engine.test(line))
}
