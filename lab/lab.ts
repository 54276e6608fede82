/** Brings the hosts of a lab up and down. Each function can be repeated: it looks first at what exists. */
import { readFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { writeDurably } from '@opads/world/durable'
import { patience } from '@opads/world/patience'
import { lowSysctls } from './before.ts'
import type { Cgroup } from './cgroup.ts'
import { cgroupHere } from './cgroup-here.ts'
import { slotOf } from './choose-slot.ts'
import { createNetwork, docker, engineFolder, type HostPlan, networkName } from './docker.ts'
import { ensureEngine, isEngineUp, releaseEngine } from './engine.ts'
import { addressOfLab } from './entrance.ts'
import { type Foreign, foreignRanges } from './foreign.ts'
import { hasHostImage, hostImage, wantedHostImage } from './host-image.ts'
import type { HostTarTools } from './host-tar.ts'
import { hostsFile } from './hosts-file.ts'
import { holdInstalledEngine } from './installed-engine.ts'
import { hostsFileName, keysFolder, leaveFolder } from './lab-folder.ts'
import { missingHosts } from './missing-hosts.ts'
import { noteBefore } from './note.ts'
import { paceOf } from './pace.ts'
import { addressesOf, type Ranges, rangesOf } from './ranges.ts'
import { resolversHere } from './resolvers-here.ts'
import { freeSlot, readSlots, takeSlot } from './slots.ts'
import { keepHostKeys, placeKeys } from './ssh-folder.ts'
import { startEntrance } from './start-entrance.ts'
import { bootedHost, startHost } from './start-host.ts'
import { sysctlsNow } from './sysctls.ts'

/** `state`: has one folder per cloud. `machineLock`: an `opads up` holds it shared while it prepares this machine for hosts. */
type LabTools = HostTarTools & { readonly state: string; readonly machineLock: string }
export type LabPlan = { readonly name: string; readonly hosts: number; readonly listen?: string }

export const slotsFolder = join(engineFolder, 'slots')

/** Addresses that others on this machine use now. */
const foreign = async (): Promise<readonly Foreign[]> =>
  foreignRanges(await readFile('/proc/net/route', 'utf8'), networkInterfaces())

/** The ranges that a lab has, or would get. @throws Problem `lab.full`, `lab.addresses-taken` */
export const plannedRanges = async (name: string): Promise<Ranges> =>
  rangesOf(slotOf(await readSlots(slotsFolder), name, await foreign()))

/** Returns the path of the inventory file. */
export async function bringUp({ name, hosts, listen }: LabPlan, tools: LabTools): Promise<string> {
  const { exec, state, note } = tools
  const folder = join(state, name)
  const keys = join(folder, keysFolder)
  const cgroup = await cgroupHere() // refused before anything is changed
  const resolvers = await resolversHere(exec)
  // Once the slot is taken, the `down` of another lab does not stop the engine.
  const slot = await alone(tools, async () => {
    await ensureEngine(exec)
    return takeSlot(slotsFolder, name, await foreign())
  })
  const ranges = rangesOf(slot)
  const network = async (kind: 'management' | 'overlay', range: string) => {
    const { code } = await exec(docker('network', 'inspect', networkName(name, kind)), { codes: [0, 1] })
    if (code !== 0) await exec(createNetwork(name, kind, slot, range))
  }
  const image = await hostImage(tools)
  await Promise.all([
    placeKeys(keys, exec),
    network('management', ranges.hosts),
    network('overlay', ranges.overlay),
  ])
  const plans = hostPlans({ name, hosts, ...(listen && { listen }) }, slot, image, keys)
  await Promise.all(plans.map((plan) => startHost(plan, exec, note)))
  await startEntrance(plans[0]!, exec)
  const hostKeys = await Promise.all(plans.map((plan) => bootedHost(plan, exec)))
  await keepHostKeys(keys, plans, hostKeys)
  const { path, text } = await inventoryOf(plans, slot, folder, resolvers.servers, cgroup)
  await writeDurably(path, text)
  return path
}

/** What `bringUp` would do, one clause for each change; starts and makes nothing. */
export async function foreseeUp(
  { name, hosts, listen }: LabPlan,
  tools: LabTools,
): Promise<readonly string[]> {
  const { exec, state } = tools
  const slot = (await readSlots(slotsFolder))[name]
  if (slot === undefined) return [`makes ${hosts === 1 ? 'host m1' : `${hosts} hosts`}`]
  if (!(await isEngineUp(exec))) return ['starts the container engine and with it the hosts']
  const folder = join(state, name)
  const keys = join(folder, keysFolder)
  const plans = hostPlans(
    { name, hosts, ...(listen && { listen }) },
    slot,
    await wantedHostImage(tools),
    keys,
  )
  const resolvers = await resolversHere(exec)
  const { path, text } = await inventoryOf(plans, slot, folder, resolvers.servers, await cgroupHere())
  const isSame = (await readFile(path, 'utf8').catch(() => '')) === text
  return [
    ...lowSysctls(await sysctlsNow()).map((one) => `raises sysctl ${one}`),
    ...((await hasHostImage(tools)) ? [] : ['imports the root file system of hosts']),
    ...(await missingHosts(plans, exec)),
    ...(isSame ? [] : [`writes ${path}: name servers, control groups or the pace of this machine changed`]),
  ]
}

const hostPlans = (
  { name, hosts, listen }: LabPlan,
  slot: number,
  image: string,
  folder: string,
): readonly HostPlan[] =>
  Array.from({ length: hosts }, (_, index) => ({
    lab: name,
    name: `m${index + 1}`,
    image,
    folder,
    ...addressesOf(slot, index + 1),
    ...(index === 0 && listen ? addressOfLab(listen) : {}),
  }))

async function inventoryOf(
  plans: readonly HostPlan[],
  slot: number,
  folder: string,
  servers: readonly string[],
  cgroup: Cgroup,
): Promise<{ readonly path: string; readonly text: string }> {
  const path = join(folder, hostsFileName)
  const pace = paceOf(patience(), await readFile(path, 'utf8').catch(() => undefined))
  const keys = join(folder, keysFolder)
  const inventory = hostsFile(plans[0]!.lab, plans, rangesOf(slot), keys, servers, pace, cgroup)
  return { path, text: `${JSON.stringify(inventory, null, 2)}\n` }
}

/** Deletes containers, volumes, networks and keys of the lab; after the last lab also stops the engine and restores the machine. */
export async function bringDown(name: string, tools: LabTools, purge = false): Promise<void> {
  const { exec, state, note } = tools
  if (!(name in (await readSlots(slotsFolder)))) throw new Problem('lab.unknown', { lab: name })
  await alone(tools, () => ensureEngine(exec)) // the lab's containers can be deleted only through it
  const mine = ['--filter', `label=opads.lab=${name}`]
  const containers = (await exec(docker('ps', '--all', '--quiet', ...mine))).stdout
    .split('\n')
    .filter(Boolean)
  note(`removing ${containers.length} containers`)
  if (containers.length > 0) await exec(docker('rm', '--force', '--volumes', ...containers))
  const networks = (await exec(docker('network', 'ls', '--quiet', ...mine))).stdout
    .split('\n')
    .filter(Boolean)
  if (networks.length > 0) await exec(docker('network', 'rm', ...networks))
  await leaveFolder(join(state, name))
  await alone(tools, async () => {
    await freeSlot(slotsFolder, name)
    if (Object.keys(await readSlots(slotsFolder)).length > 0) return
    await giveMachineBack(tools, purge).catch((failure: unknown) => {
      if (!(failure instanceof Problem && failure.code === 'lab.being-prepared')) throw failure
      note(`the container engine stays. ${failure.message}`)
    })
  })
}

/** Notes the machine's state before these Debian packages are installed, and keeps an engine among them from being started. */
export async function noteMachine(packages: readonly string[], tools: LabTools): Promise<void> {
  await alone(tools, async () => holdInstalledEngine(tools.exec, await noteBefore(tools.exec, packages)))
}

/** Stops the engine if no lab needs it, also after a killed `down`. @throws Problem `lab.in-use`, `lab.being-prepared` */
export async function stopEngine(tools: LabTools, purge = false): Promise<void> {
  await alone(tools, async () => {
    const names = Object.keys(await readSlots(slotsFolder))
    if (names.length > 0) throw new Problem('lab.in-use', { labs: names.join(', ') })
    await giveMachineBack(tools, purge)
  })
}

/** @throws Problem `lab.being-prepared` */
async function giveMachineBack(
  { exec, holdLock, machineLock, note }: LabTools,
  purge: boolean,
): Promise<void> {
  const release = await holdLock(machineLock, 'exclusive', ([holder]) => {
    if (holder !== undefined) throw new Problem('lab.being-prepared', { holder })
  })
  try {
    await releaseEngine(exec, note, purge)
  } finally {
    await release()
  }
}

/** Holds the engine's lock: one process at a time reads which labs exist, and starts or stops the engine. */
async function alone<T>({ holdLock, note }: LabTools, work: () => Promise<T>): Promise<T> {
  const release = await holdLock(join(engineFolder, 'lock'), 'exclusive', (holders) =>
    note(`waiting for another opads, process ${holders.join(' ')}`),
  )
  try {
    return await work()
  } finally {
    await release()
  }
}
