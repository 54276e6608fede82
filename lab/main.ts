/** `opads lab`: builds the outside values and runs a verb of `verbs.ts`. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { handlersOf } from '@opads/command/handlers'
import { roomLine } from '@opads/kernel/room-line'
import { apt } from '@opads/world/apt'
import { holdCloud, machineLock } from '@opads/world/cloud-lock'
import { debian } from '@opads/world/debian'
import { exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { holdLock } from '@opads/world/lock'

import { checkMachine } from './check.ts'
import { engineFolder } from './docker.ts'
import { withHostTar } from './host-tar.ts'
import { bringDown, bringUp, noteMachine, plannedRanges, slotsFolder, stopEngine } from './lab.ts'
import { machineDown, machineNames, machineSsh, machineUp } from './qemu/machine.ts'

import { type Ranges, rangesOf } from './ranges.ts'
import { readSlots } from './slots.ts'
import { ssh } from './ssh.ts'
import { verbs } from './verbs.ts'

const state = '/var/lib/opads'
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const tell = (news: string) => void process.stdout.write(`${news}\n`)
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
const tools = toolsOf(tell)
/** With `--json` standard output has the JSON alone. */
const noteOf = (json: boolean) => (json ? (news: string) => void process.stderr.write(`${news}\n`) : tell)
/** One JSON value for programs, else lines for people. */
const print = (isJson: boolean, value: unknown, lines: string): void =>
  void process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : lines)

const machineTools = { ...tools, state: join(engineFolder, 'machines'), freePort }

/** By noun. */
export const handlers = {
  lab: handlersOf(verbs, {
    up: async ({ name, hosts, listen, lines, json }) => {
      let hasActed = false
      const say = noteOf(json)
      const note = (news: string) => {
        hasActed = true
        say(lines ? roomLine({ note: news.trim() }) : news)
      }
      const path = await alone(name, () => bringUp({ name, hosts, ...(listen && { listen }) }, toolsOf(note)))
      if (lines) return tell(roomLine({ changed: hasActed }))
      print(json, { name, hostsFile: path }, `● lab ${name} is up: ${path}\n`)
    },
    down: async ({ name, purge, json }) => {
      await alone(name, () => bringDown(name, toolsOf(noteOf(json)), purge))
      print(json, { gone: name }, `● lab ${name} is gone\n`)
    },
    list: async ({ json }) => {
      const slots = Object.entries(await readSlots(slotsFolder))
      const rows = slots.map(([name, slot]) => ({ name, ...rangesOf(slot) }))
      print(json, rows, rows.length === 0 ? 'No labs. Make one: opads lab up\n' : rows.map(line).join(''))
    },
    plan: async ({ name, json }) => {
      const row = { name, ...(await plannedRanges(name)) }
      print(json, row, line(row))
    },
    ssh: ({ host = 'm1', command = [], name }) => ssh(state, name, [host, ...command]),
    check: async ({ name, json }) => {
      const checked = await checkMachine(name, exec)
      print(json, checked, checkedText(checked))
      return checked.faults.length === 0 || json ? 0 : 6
    },
    note: async ({ packages = [] }) => noteMachine(packages, tools),
    image: async ({ json }) => {
      const path = await withHostTar(toolsOf(noteOf(json)), async (tar) => tar.path)
      print(json, { path }, `● the root file system of hosts is ${path}\n`)
    },
    stop: async ({ purge }) => stopEngine(tools, purge),
    'machine up': async ({ name, suite, memory, kvm, disk = [], json }) => {
      const accelerator = kvm ? 'kvm' : 'tcg'
      const plan = { name, suite, memoryMiB: memory, readOnlyDisks: disk, accelerator } as const
      const { sshPort } = await machineUp(plan, machineTools)
      print(
        json,
        { name, sshPort },
        `● machine ${name} is up, ssh on 127.0.0.1:${sshPort}: opads lab machine ssh --name ${name}\n`,
      )
    },
    'machine ssh': ({ name, command = [] }) => machineSsh(name, command.join(' '), machineTools),
    'machine down': async ({ name, json }) => {
      await machineDown(name, machineTools)
      print(json, { gone: name }, `● machine ${name} is gone\n`)
    },
    'machine list': async ({ json }) => {
      const names = await machineNames(machineTools.state)
      print(json, names, names.map((name) => `  ● ${name}\n`).join(''))
    },
  }),
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

function line({ name, hosts, pods, services }: Ranges & { readonly name: string }): string {
  return `  ● ${name.padEnd(20)}hosts ${hosts}   pods ${pods}   services ${services}\n`
}
