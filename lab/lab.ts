/** Brings the hosts of a lab up and down. Each function can be repeated: it asks what is there first. */
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import type { HoldLock } from '@opads/world/lock'
import { waitFor } from '@opads/world/wait'
import { slotOf } from './choose-slot.ts'
import { containerName, createNetwork, docker, engineFolder, type HostPlan, networkName } from './docker.ts'
import { ensureEngine, releaseEngine } from './engine.ts'
import { type Foreign, foreignRanges } from './foreign.ts'
import { missingOf } from './host-container.ts'
import { hostImage } from './host-image.ts'
import { hostsFile, nameServersOf, sshConfig } from './hosts-file.ts'
import { addressesOf, type Ranges, rangesOf } from './ranges.ts'
import { freeSlot, readSlots, takeSlot } from './slots.ts'

/** `state`: folder with a folder a cloud. `cache`: the product's cache. `files`: what goes into the host image. */
export type LabTools = {
  readonly exec: Exec
  readonly holdLock: HoldLock
  readonly state: string
  readonly cache: string
  readonly files: string
  readonly note: (note: string) => void
}
export type LabPlan = { readonly name: string; readonly hosts: number; readonly listen?: string }

export const slotsFolder = join(engineFolder, 'slots')

/** What others on this machine use now. */
const foreign = async (): Promise<readonly Foreign[]> =>
  foreignRanges(await readFile('/proc/net/route', 'utf8'), networkInterfaces())

/** The ranges that a lab has, or would get. @throws Problem `lab.full`, `lab.addresses-taken` */
export const plannedRanges = async (name: string): Promise<Ranges> =>
  rangesOf(slotOf(await readSlots(slotsFolder), name, await foreign()))

/** Answers the path of the inventory file. */
export async function bringUp({ name, hosts, listen }: LabPlan, tools: LabTools): Promise<string> {
  const { exec, state, note } = tools
  const folder = join(state, name)
  // With its slot taken, the end of another lab leaves the engine to this one.
  const slot = await alone(tools, async () => {
    await ensureEngine(exec)
    return takeSlot(slotsFolder, name, await foreign())
  })
  const ranges = rangesOf(slot)
  await placeKeys(join(folder, 'ssh'), exec)
  const image = await hostImage(exec, tools.cache, tools.files, note)
  for (const kind of ['management', 'overlay'] as const) {
    const { code } = await exec(docker('network', 'inspect', networkName(name, kind)), { codes: [0, 1] })
    if (code !== 0)
      await exec(createNetwork(name, kind, slot, kind === 'management' ? ranges.hosts : ranges.overlay))
  }
  const plans = Array.from({ length: hosts }, (_, index): HostPlan => {
    const number = index + 1
    return {
      lab: name,
      name: `m${number}`,
      image,
      folder: join(folder, 'ssh'),
      ...addressesOf(slot, number),
      ...(index === 0 && listen ? { listen } : {}),
    }
  })
  await Promise.all(plans.map((plan) => startHost(plan, exec, note)))
  await Promise.all(plans.map((plan) => waitForHost(plan, join(folder, 'ssh'), exec)))
  await writeFile(join(folder, 'ssh', 'config'), sshConfig(plans, join(folder, 'ssh')))
  const path = join(folder, 'hosts.json')
  await writeFile(
    `${path}.new`,
    `${JSON.stringify(hostsFile(name, plans, ranges, join(folder, 'ssh'), nameServersOf(await readFile('/etc/resolv.conf', 'utf8'))), null, 2)}\n`,
  )
  await rename(`${path}.new`, path)
  return path
}

/** Containers, volumes and networks of the lab go; with the last lab the engine, its rules and its sysctls. */
export async function bringDown(name: string, tools: LabTools): Promise<void> {
  const { exec, state, note } = tools
  if (!(name in (await readSlots(slotsFolder)))) throw new Problem('lab.unknown', { lab: name })
  await alone(tools, () => ensureEngine(exec)) // its containers can be taken away only through it
  const mine = ['--filter', `label=opads.lab=${name}`]
  const containers = (await exec(docker('ps', '--all', '--quiet', ...mine))).stdout
    .split('\n')
    .filter(Boolean)
  note(`removing ${containers.length} hosts`)
  if (containers.length > 0) await exec(docker('rm', '--force', '--volumes', ...containers))
  const networks = (await exec(docker('network', 'ls', '--quiet', ...mine))).stdout
    .split('\n')
    .filter(Boolean)
  if (networks.length > 0) await exec(docker('network', 'rm', ...networks))
  await rm(join(state, name, 'hosts.json'), { force: true })
  await alone(tools, async () => {
    await freeSlot(slotsFolder, name)
    if (Object.keys(await readSlots(slotsFolder)).length === 0) await releaseEngine(exec, note)
  })
}

/** The engine, where no lab needs it; also what a killed `down` left of it. @throws Problem `lab.in-use` */
export async function stopEngine(tools: LabTools): Promise<void> {
  await alone(tools, async () => {
    const names = Object.keys(await readSlots(slotsFolder))
    if (names.length > 0) throw new Problem('lab.in-use', { labs: names.join(', ') })
    await releaseEngine(tools.exec, tools.note)
  })
}

/** One at a time looks at which labs there are and starts or stops the engine by that. */
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

async function placeKeys(folder: string, exec: Exec): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = join(folder, 'id_ed25519')
  if (
    await access(key).then(
      () => false,
      () => true,
    )
  )
    await exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'opads', '-f', key])
  await writeFile(join(folder, 'authorized_keys'), await readFile(`${key}.pub`), { mode: 0o600 })
  await writeFile(join(folder, 'trust.crt'), await readFile('/etc/ssl/certs/ca-certificates.crt'))
}

/** Whatever a killed run left: no container, one without its second network, one that never started or was stopped. */
async function startHost(plan: HostPlan, exec: Exec, note: (note: string) => void): Promise<void> {
  const name = containerName(plan.lab, plan.name)
  const { code, stdout } = await exec(docker('inspect', name), { codes: [0, 1] })
  const missing = missingOf(code === 0 ? stdout : undefined, plan)
  if (missing.length > 0) note(`starting host ${plan.name}`)
  for (const argv of missing) await exec(argv)
}

async function waitForHost(plan: HostPlan, folder: string, exec: Exec): Promise<void> {
  const name = containerName(plan.lab, plan.name)
  await waitFor(`host ${plan.name} to boot`, async () => {
    const { stdout } = await exec(docker('exec', name, 'systemctl', 'is-system-running'), { codes: 'any' })
    return ['running', 'degraded'].includes(stdout.trim())
  })
  const { stdout } = await exec(docker('exec', name, 'cat', '/etc/ssh/ssh_host_ed25519_key.pub'))
  const known = join(folder, 'known_hosts')
  const others = (await readFile(known, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(`${plan.address} `))
  await writeFile(known, `${[...others, `${plan.address} ${stdout.trim()}`].join('\n')}\n`)
}
