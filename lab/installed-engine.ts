/** An engine that runs only because `up` installed Debian's package is not the machine's own, and is stopped. */
import { readFile } from 'node:fs/promises'
import type { Exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import type { Before } from './before.ts'
import { machineSocket } from './docker.ts'
import { runningAs } from './engine-process.ts'
import { hasSystemd } from './has-systemd.ts'
import { machineEngine } from './machine-engine.ts'
import { keepBefore } from './note.ts'
import { askUnits, holdBack, putBack, unitsIn } from './units.ts'

/** Called before packages are installed. */
export async function holdInstalledEngine(exec: Exec, before: Before): Promise<void> {
  if (!comesWithUs(before) || before.isSettled || !(await hasSystemd())) return
  for (const argv of holdBack(before.units)) await exec(argv)
}

/** Stops it once: a person who starts it later wants it. If it has containers, somebody uses it already. */
export async function stopInstalledEngine(exec: Exec, before: Before): Promise<void> {
  if (!comesWithUs(before) || before.isSettled) return
  if (!(await isUsed(exec))) {
    if (await hasSystemd()) await putUnitsBack(exec, before)
    await stopMachineEngine()
  }
  await keepBefore({ ...before, isSettled: true })
}

const comesWithUs = ({ engine, packages }: Before) => engine === 'own' && packages.includes('docker.io')

async function isUsed(exec: Exec): Promise<boolean> {
  if (!(await machineEngine())) return false
  const { stdout } = await exec(['docker', '--host', `unix://${machineSocket}`, 'ps', '--all', '--quiet'])
  return stdout.trim() !== ''
}

async function putUnitsBack(exec: Exec, before: Before): Promise<void> {
  const { stdout } = await exec(askUnits, { codes: 'any' })
  for (const argv of putBack(before.units, unitsIn(stdout))) await exec(argv)
}

/** Without systemd, the package's own script may have started it. */
async function stopMachineEngine(): Promise<void> {
  const pid = (await readFile('/run/docker.pid', 'utf8').catch(() => '')).trim()
  const isRunning = async () => pid !== '' && (await runningAs(pid))?.name === 'dockerd'
  if (!(await isRunning())) return
  process.kill(Number(pid), 'SIGTERM')
  await waitFor("Debian's container engine to stop", async () => !(await isRunning()), { boundMs: 60_000 })
}
