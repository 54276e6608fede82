/**
 * The container engine of the labs. If the machine runs one, it is used and never stopped; else our own is started for the first lab
 * and stopped after the last. Changes of the machine are restored.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { type Before, givingBack, packagesLeft, wantedSysctls } from './before.ts'
import { sysctlFile, sysctlLines, unit, unitFile, unitName } from './boot.ts'
import { engineDriver } from './cgroup.ts'
import { cgroupHere } from './cgroup-here.ts'
import {
  containerdPidFile,
  dataFolder,
  docker,
  engineFolder,
  machineSocket,
  pidFile,
  socket,
  startEngine,
} from './docker.ts'
import { dropStalePid, engineProcesses, isOwnRunning } from './engine-process.ts'
import { hasSystemd } from './has-systemd.ts'
import { removeHostImages } from './host-image.ts'
import { stopInstalledEngine } from './installed-engine.ts'
import { forgetBefore, noteBefore, readBefore } from './note.ts'
import { ordinaryPriority } from './priority.ts'
import { setSysctls } from './sysctls.ts'

export async function isEngineUp(exec: Exec): Promise<boolean> {
  const argv = docker('info', '--format', '{{.ID}}')
  const answer = await exec(argv, { codes: 'any', timeoutMs: 10_000 }).catch(() => undefined)
  return answer?.code === 0 && answer.stdout.trim() !== ''
}

export async function ensureEngine(exec: Exec): Promise<void> {
  const before = await noteBefore(exec)
  await stopInstalledEngine(exec, before)
  for (const [name, value] of Object.entries(wantedSysctls)) await raise(name, value)
  if (await hasSystemd()) await writeFile(sysctlFile, sysctlLines(before))
  if (await isEngineUp(exec)) return
  await mkdir(dirname(socket), { recursive: true, mode: 0o700 })
  if (before.engine === 'machine') await useMachineEngine()
  else await startOwnEngine(exec)
  await waitFor('the container engine to answer', () => isEngineUp(exec), { boundMs: 60_000 })
}

/** All our commands use one socket; here it is a link to the machine's. */
async function useMachineEngine(): Promise<void> {
  await rm(socket, { force: true })
  await symlink(machineSocket, socket)
}

async function startOwnEngine(exec: Exec): Promise<void> {
  if (await isOwnRunning()) return // it is starting
  const isSystemd = await hasSystemd()
  const driver = engineDriver(await cgroupHere(), isSystemd)
  await exec(['dockerd', '--version']) // fails here if it is not installed
  await dropStalePid(pidFile, 'dockerd')
  await dropStalePid(containerdPidFile, 'containerd')
  if (isSystemd) {
    await writeFile(unitFile, unit(driver))
    await exec(['systemctl', 'daemon-reload'])
    await exec(['systemctl', 'enable', '--now', unitName])
    return
  }
  const log = await open(join(engineFolder, 'dockerd.log'), 'a')
  const [program, ...words] = [...(await ordinaryPriority(exec)), ...startEngine(driver)] as [
    string,
    ...string[],
  ]
  spawn(program, words, { detached: true, stdio: ['ignore', log.fd, log.fd] }).unref()
  await log.close()
}

/**
 * Stops our engine and restores firewall rules and sysctls, unless it has containers of others. Our own engine keeps the image of
 * hosts for later ones, unless `purge`; from the machine's engine it is always deleted.
 */
export async function releaseEngine(exec: Exec, say: (note: string) => void, purge = false): Promise<void> {
  const before = await readBefore()
  const isOver = !before && !(await isOwnRunning())
  if (isOver && purge) await rm(dataFolder, { recursive: true, force: true })
  if (isOver) return say('no container engine of ours runs')
  if (before?.engine === 'machine') {
    if (await isEngineUp(exec)) await removeHostImages(exec)
    await rm(socket, { force: true })
    return leave(exec, before, say)
  }
  const { stdout } = (await isEngineUp(exec))
    ? await exec(docker('ps', '--all', '--format', '{{.Names}}'))
    : { stdout: '' }
  const foreign = stdout.split('\n').filter(Boolean)
  if (foreign.length > 0)
    return say(
      `the container engine stays for ${foreign.join(', ')}, not ours. When that is gone: opads lab stop`,
    )
  await stopOwnEngine(exec)
  if (purge) await rm(dataFolder, { recursive: true, force: true })
  await leave(exec, before, say)
}

async function leave(exec: Exec, before: Before | undefined, say: (note: string) => void): Promise<void> {
  await giveBack(exec, before)
  if (before && before.packages.length > 0) say(packagesLeft(before))
}

async function stopOwnEngine(exec: Exec): Promise<void> {
  if (existsSync(unitFile)) {
    await exec(['systemctl', 'disable', '--now', unitName], { codes: 'any' })
    await rm(unitFile)
    await exec(['systemctl', 'daemon-reload'], { codes: 'any' })
  }
  for (const { pid } of (await engineProcesses()).filter((one) => one.isOurs)) process.kill(pid, 'SIGTERM')
  await waitFor('the container engine to stop', async () => !(await isOwnRunning()), { boundMs: 60_000 })
}

async function giveBack(exec: Exec, before: Before | undefined): Promise<void> {
  if (before) await stopInstalledEngine(exec, before) // left by a run that was killed between packages and hosts
  const isEngineLeft = (await engineProcesses()).length > 0 || before?.engine === 'machine'
  const { stdout: saved } = await exec(['iptables-save']).catch(() => ({ stdout: '' })) // not installed: the run was killed before
  const { commands, sysctls } = givingBack({ before, saved, isEngineLeft })
  for (const argv of commands) await exec(argv, { codes: 'any' })
  await setSysctls(sysctls)
  await rm(sysctlFile, { force: true })
  await forgetBefore()
}

async function raise(name: string, value: number): Promise<void> {
  const path = join('/proc/sys', name)
  if (Number(await readFile(path, 'utf8')) < value) await writeFile(path, String(value))
}
