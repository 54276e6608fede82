/** `opads lab`: builds the outside values and runs a verb of `verbs.ts`. */
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { handlersOf } from '@opads/command/handlers'
import { eachLine, shown } from '@opads/command/progress'
import { jsonOr } from '@opads/kernel/kept-json'
import { roomLine } from '@opads/kernel/room-line'
import { apt } from '@opads/world/apt'
import { holdCloud, machineLock } from '@opads/world/cloud-lock'
import { debian } from '@opads/world/debian'
import { exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { holdLock } from '@opads/world/lock'
import { checkMachine } from './check.ts'
import { labContainers } from './containers.ts'
import type { LabContainer } from './contract.ts'
import { engineFolder } from './docker.ts'
import { withHostTar } from './host-tar.ts'
import {
  bringDown,
  bringUp,
  foreseeUp,
  type LabPlan,
  noteMachine,
  plannedRanges,
  slotsFolder,
  stopEngine,
} from './lab.ts'
import { hostsFileName } from './lab-folder.ts'
import { machineDown, machineNames, machineSsh, machineUp } from './qemu/machine.ts'
import { type Ranges, rangesOf } from './ranges.ts'
import { readSlots } from './slots.ts'
import { ssh } from './ssh.ts'
import { verbs } from './verbs.ts'

const state = '/var/lib/opads'
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const toolsOf = (note: (news: string) => void) => ({
  exec,
  holdLock,
  machineLock,
  debian: debian(exec, apt(exec, note), cache, note),
  state,
  cache,
  home: join(import.meta.dirname, '..'),
  files: join(import.meta.dirname, 'host-files'),
  note,
})
const print = (line: string) => void process.stdout.write(`${line}\n`)
/** What is noted on the way; with `--json` standard output has the JSON alone. */
const toolsThatSay = (json: boolean) =>
  toolsOf(json ? (news: string) => void process.stderr.write(`${news}\n`) : print)
/** Runs long work with its progress on standard error. */
const withProgress = <T>(
  title: string,
  estimateSeconds: number,
  json: boolean,
  work: (tools: ReturnType<typeof toolsOf>) => Promise<T>,
): Promise<T> =>
  shown(title, estimateSeconds, json ? undefined : process.stderr, (report) =>
    work(toolsOf(eachLine(report))),
  )
const machinesOf = (tools: ReturnType<typeof toolsOf>) => ({
  ...tools,
  state: join(engineFolder, 'machines'),
  freePort,
})
const machineTools = machinesOf(toolsOf(print))

/** By noun. */
export const handlers = {
  lab: handlersOf(verbs, {
    up: async ({ cloud: name, hosts, listen, lines, json }) => {
      const plan = { name, hosts, ...(listen && { listen }) }
      if (lines) return upInLines(plan)
      const work = (tools: ReturnType<typeof toolsOf>) => alone(name, () => bringUp(plan, tools))
      const hostsFile = await withProgress(`Hosts of ${name}`, 40, json, work)
      print(json ? JSON.stringify({ name, hostsFile }) : `● lab ${name} is up: ${hostsFile}`)
    },
    down: async ({ cloud: name, purge, json }) => {
      await alone(name, () => bringDown(name, toolsThatSay(json), purge))
      return { json: { gone: name }, text: `● lab ${name} is gone\n` }
    },
    list: async () => {
      const slots = Object.entries(await readSlots(slotsFolder))
      const rows = slots.map(([name, slot]) => ({ name, ...rangesOf(slot) }))
      return {
        json: rows,
        text: rows.length === 0 ? 'No labs. Make one: opads lab up\n' : rows.map(line).join(''),
      }
    },
    plan: async ({ cloud: name, hosts, listen, json }) => {
      const changes = await foreseeUp({ name, hosts, ...(listen && { listen }) }, toolsThatSay(json))
      const row = { name, ...(await plannedRanges(name)), changes }
      const said = changes.length === 0 ? ['nothing to do'] : changes
      return { json: row, text: line(row) + said.map((one) => `      ${one}\n`).join('') }
    },
    containers: async ({ cloud: name }) => {
      const rows = await labContainers(name, await hostsThere(name), exec)
      return {
        json: rows,
        text: rows.map(containerLine).join('') || `No containers of ${name} are on this machine.\n`,
      }
    },
    ssh: ({ host = 'm1', command = [], cloud: name }) => ssh(state, name, [host, ...command]),
    check: async ({ cloud: name, json }) => {
      const checked = await checkMachine(name, exec)
      const exit = checked.faults.length === 0 || json ? 0 : 6
      return { json: checked, text: checkedText(checked), exit }
    },
    note: async ({ packages = [], json }) => {
      await noteMachine(packages, toolsThatSay(json))
      return { json: { noted: packages }, text: '' }
    },
    image: async ({ json }) => {
      const path = await withProgress('Root file system of hosts', 60, json, (tools) =>
        withHostTar(tools, async (tar) => tar.path),
      )
      return { json: { path }, text: `● the root file system of hosts is ${path}\n` }
    },
    stop: async ({ purge, json }) => {
      await stopEngine(toolsThatSay(json), purge)
      return { json: { stopped: true }, text: '' }
    },
    'machine up': async ({ name, suite, memory, kvm, disk = [], json }) => {
      const accelerator = kvm ? 'kvm' : 'tcg'
      const plan = { name, suite, memoryMiB: memory, readOnlyDisks: disk, accelerator } as const
      const { sshPort } = await withProgress(`Machine ${name}`, 300, json, (tools) =>
        machineUp(plan, machinesOf(tools)),
      )
      return {
        json: { name, sshPort },
        text: `● machine ${name} is up, ssh on 127.0.0.1:${sshPort}: opads lab machine ssh --name ${name}\n`,
      }
    },
    'machine ssh': ({ name, command = [] }) => machineSsh(name, command.join(' '), machineTools),
    'machine down': async ({ name }) => {
      await machineDown(name, machineTools)
      return { json: { gone: name }, text: `● machine ${name} is gone\n` }
    },
    'machine list': async () => {
      const names = await machineNames(machineTools.state)
      return { json: names, text: names.map((name) => `  ● ${name}\n`).join('') }
    },
  }),
}

/** For the program that started this one. */
async function upInLines(plan: LabPlan): Promise<void> {
  let hasActed = false
  const note = (news: string) => {
    hasActed = true
    print(roomLine({ note: news.trim() }))
  }
  await alone(plan.name, () => bringUp(plan, toolsOf(note)))
  print(roomLine({ changed: hasActed }))
}

function checkedText({ faults, dropped }: Awaited<ReturnType<typeof checkMachine>>): string {
  return [
    ...faults.map(({ sentence, next }) => `  ✕ ${sentence}\n      ${next}\n`),
    ...dropped.map(({ server, why }) => `  ▲ pods do not ask ${server}: ${why}\n`),
    ...(faults.length === 0 ? ['● this machine can have it\n'] : []),
  ].join('')
}

/** Holds the cloud's lock, or works under that of the `opads up` that started this. @throws Problem `up.busy` */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const release = await holdCloud(name)
  try {
    return await work()
  } finally {
    await release()
  }
}

/** Names of a lab's hosts; none if it has no slot. */
async function hostsThere(name: string): Promise<readonly string[]> {
  if (!(name in (await readSlots(slotsFolder)))) return []
  const text = await readFile(join(state, name, hostsFileName), 'utf8').catch(() => '') // a killed run wrote none
  return jsonOr<{ hosts: readonly { name: string }[] }>(text, { hosts: [] }).hosts.map((host) => host.name)
}

function containerLine({ name, host, isRunning, memoryBytes }: LabContainer): string {
  const memory = isRunning ? `${Math.round(memoryBytes / 2 ** 20)} MiB` : 'not running'
  return `  ${isRunning ? '●' : '✕'} ${name.padEnd(16)}${(host ? `in ${host}` : '').padEnd(10)}${memory}\n`
}

function line({ name, hosts, pods, services }: Ranges & { readonly name: string }): string {
  return `  ● ${name.padEnd(20)}hosts ${hosts}   pods ${pods}   services ${services}\n`
}
