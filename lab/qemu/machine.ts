/** A machine in QEMU with its own kernel and systemd: starts it, runs a command on it, ends it. */
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Argv } from '@opads/kernel/argv'
import { keptJson } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import { writeDurably } from '@opads/world/durable'
import { waitFor } from '@opads/world/wait'
import { type Accelerator, qemuCommand } from './arguments.ts'
import { type ImageTools, type StockImage, stockImage } from './image.ts'
import type { Suite } from './suite.ts'

/** `state`: has one folder per machine. `freePort`: a free port on loopback. */
type MachineTools = ImageTools & { readonly state: string; readonly freePort: () => Promise<number> }
type MachinePlan = {
  readonly name: string
  readonly suite: Suite
  readonly memoryMiB: number
  readonly readOnlyDisks: readonly string[]
  readonly accelerator: Accelerator
}
/** `machine.json`: how to reach the machine. */
type Known = { readonly suite: Suite; readonly sshPort: number; readonly key: string }

const programs = ['qemu-system-x86_64', 'qemu-img', 'mke2fs', 'mmdebstrap'] as const
/** From power on to ssh, without KVM on a busy machine. */
const bootMs = 600_000

/** Boots the machine, unless it runs. @throws Problem `lab.no-qemu`, `wait.exceeded` with the end of its console */
export async function machineUp(plan: MachinePlan, tools: MachineTools): Promise<Known> {
  const { exec, state, note } = tools
  await requirePrograms(tools)
  const folder = join(state, plan.name)
  if (await isRunning(folder)) return readKnown(folder, plan.name)
  const image = await stockImage(plan.suite, tools)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await exec([
    'qemu-img',
    'create',
    '-q',
    '-f',
    'qcow2',
    '-F',
    'raw',
    '-b',
    image.disk,
    join(folder, 'disk.qcow2'),
  ])
  const known = { suite: plan.suite, sshPort: await tools.freePort(), key: image.key }
  await writeFile(join(folder, 'known_hosts'), `[127.0.0.1]:${known.sshPort} ${image.hostKey}\n`)
  await writeDurably(join(folder, 'machine.json'), JSON.stringify(known))
  note(`booting ${plan.name}`)
  await exec(commandOf(plan, folder, image, known), { outlives: true })
  await booted(folder, known, tools)
  return known
}

const commandOf = (
  plan: MachinePlan,
  folder: string,
  { kernel, initrd }: StockImage,
  { sshPort }: Known,
): Argv => qemuCommand({ ...plan, folder, kernel, initrd, sshPort, cores: 2 })

async function booted(folder: string, known: Known, { exec }: MachineTools): Promise<void> {
  const isUp = async () => {
    if (!(await isRunning(folder)))
      throw new Problem('lab.machine-ended', { console: await consoleEnd(folder) })
    const { stdout } = await exec(onMachine(folder, known, 'systemctl is-system-running'), { codes: 'any' })
    return ['running', 'degraded'].includes(stdout.trim())
  }
  await waitFor('the machine to boot', isUp, {
    boundMs: bootMs,
    everyMs: 2000,
    endsOn: ['lab.machine-ended'],
  })
}

/** @param command for its shell */
const onMachine = (folder: string, { sshPort, key }: Known, command: string): Argv => [
  'ssh', '-i', key, '-p', String(sshPort), '-o', `UserKnownHostsFile=${join(folder, 'known_hosts')}`,
  '-o', 'BatchMode=yes', '-o', 'ConnectTimeout=20', '-o', 'ServerAliveInterval=30', '-o', 'ServerAliveCountMax=20',
  'root@127.0.0.1', command,
] // biome-ignore format: one command

/** Opens a shell on the machine, or runs a command. Returns the exit code. @throws Problem `lab.unknown` */
export async function machineSsh(
  name: string,
  command: string,
  { state }: Pick<MachineTools, 'state'>,
): Promise<number> {
  const folder = join(state, name)
  const [program, ...words] = onMachine(folder, await readKnown(folder, name), command)
  return new Promise((resolve) =>
    spawn(program, words, { stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1)),
  )
}

/** Kills the machine and deletes its folder. @throws Problem `lab.unknown` */
export async function machineDown(name: string, { state }: Pick<MachineTools, 'state'>): Promise<void> {
  const folder = join(state, name)
  if (!(await machineNames(state)).includes(name)) throw new Problem('lab.unknown', { lab: name })
  const pid = await pidOf(folder)
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
  await waitFor('the machine to end', async () => !(await isRunning(folder)))
  await rm(folder, { recursive: true })
}

export const machineNames = (state: string): Promise<readonly string[]> => readdir(state).catch(() => [])

async function readKnown(folder: string, name: string): Promise<Known> {
  const path = join(folder, 'machine.json')
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('lab.unknown', { lab: name }, cause)
  })
  return keptJson<Known>(text, path, `Make it anew: opads lab machine down --name ${name}`)
}

/** The process id of the QEMU with this folder, unless another process has the id by now. */
async function pidOf(folder: string): Promise<number | undefined> {
  const pid = (await readFile(join(folder, 'pid'), 'utf8').catch(() => '')).trim()
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return pid !== '' && words.split('\0').includes(`${folder}/pid`) ? Number(pid) : undefined
}
const isRunning = async (folder: string): Promise<boolean> => (await pidOf(folder)) !== undefined

const consoleEnd = async (folder: string) =>
  (await readFile(join(folder, 'console.log'), 'utf8').catch(() => '')).trim().slice(-1000)

async function requirePrograms({ exec }: MachineTools): Promise<void> {
  const there = await Promise.all(
    programs.map((program) => exec(['which', program], { codes: 'any' }).then(({ code }) => code === 0)),
  )
  const missing = programs.filter((_, index) => !there[index])
  if (missing.length > 0) throw new Problem('lab.no-qemu', { missing: missing.join(', ') })
}
