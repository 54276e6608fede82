/** The container engine of the labs: started when the first lab needs it, stopped with the last, with its rules taken away. */
import { spawn } from 'node:child_process'
import { mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { docker, engineFolder, startEngine } from './docker.ts'
import { forwardPolicy, removeRules } from './firewall.ts'

const before = join(engineFolder, 'before.json')

/** What the machine had before the first lab; given back with the last. */
type Before = { readonly forward: string; readonly sysctls: Readonly<Record<string, string>> }

/** Systemd and kubelets watch many files: the defaults are too low for a few hosts. */
const wanted = {
  'fs/inotify/max_user_instances': '8192',
  'fs/inotify/max_user_watches': '524288',
  'net/ipv4/ip_forward': '1',
} as const

export async function isEngineUp(exec: Exec): Promise<boolean> {
  return (
    (
      await exec(docker('info', '--format', '{{.ID}}'), { codes: 'any', timeoutMs: 10_000 }).catch(() => ({
        code: 1,
      }))
    ).code === 0
  )
}

export async function ensureEngine(exec: Exec): Promise<void> {
  await rememberBefore(exec)
  for (const [name, value] of Object.entries(wanted)) await raise(name, value)
  if (await isEngineUp(exec)) return
  await mkdir('/run/opads-lab', { recursive: true })
  const log = await open(join(engineFolder, 'dockerd.log'), 'a')
  const child = spawn(startEngine[0], startEngine.slice(1), {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  child.unref()
  await waitFor('the container engine to answer', () => isEngineUp(exec), { boundMs: 60_000 })
  await log.close()
}

/** Without labs the engine goes, with its rules and sysctls; not while a container of somebody else runs in it. */
export async function releaseEngine(exec: Exec, note: (note: string) => void): Promise<void> {
  const { stdout } = await exec(docker('ps', '--all', '--format', '{{.Names}}'), { codes: 'any' })
  const foreign = stdout.split('\n').filter(Boolean)
  if (foreign.length === 0) return stopEngine(exec)
  note(`the container engine stays: ${foreign.join(', ')} is not ours. Without it: opads lab stop`)
}

/** Stops the engine of the labs by its process id, and gives back rules and sysctls. */
async function stopEngine(exec: Exec): Promise<void> {
  const pid = Number(await readFile('/run/opads-lab/docker.pid', 'utf8').catch(() => '0'))
  if (pid > 0) {
    process.kill(pid, 'SIGTERM')
    await waitFor('the container engine to stop', () => isGone(pid), { boundMs: 60_000 })
  }
  const { stdout } = await exec(['iptables-save'])
  for (const argv of removeRules(stdout)) await exec(argv, { codes: 'any' })
  await exec(['ip', 'link', 'delete', 'docker0'], { codes: 'any' })
  const text = await readFile(before, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const had = JSON.parse(text) as Before
  await exec(['iptables', '-P', 'FORWARD', had.forward])
  for (const [name, value] of Object.entries(had.sysctls)) await writeFile(join('/proc/sys', name), value)
  await exec(['rm', '-f', before])
}

/** A process that has ended and waits to be collected counts as gone. */
async function isGone(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z')
  return stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
}

async function rememberBefore(exec: Exec): Promise<void> {
  if (
    await readFile(before).then(
      () => true,
      () => false,
    )
  )
    return // a lab is up or was killed: the first note holds
  await mkdir(engineFolder, { recursive: true, mode: 0o700 })
  const { stdout } = await exec(['iptables-save'])
  const sysctls: Record<string, string> = {}
  for (const name of Object.keys(wanted))
    sysctls[name] = (await readFile(join('/proc/sys', name), 'utf8')).trim()
  await writeFile(before, JSON.stringify({ forward: forwardPolicy(stdout), sysctls } satisfies Before))
}

async function raise(name: string, value: string): Promise<void> {
  const path = join('/proc/sys', name)
  if (Number(await readFile(path, 'utf8')) < Number(value)) await writeFile(path, value)
}
