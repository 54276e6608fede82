/** `opads lab`: up, down, list, ssh. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cloudNameRule, isCloudName } from '@opads/kernel/cloud-name'
import { Problem } from '@opads/kernel/problem'
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
import { runMachine } from './qemu/verbs.ts'

import { type Ranges, rangesOf } from './ranges.ts'
import { readSlots } from './slots.ts'
import { ssh } from './ssh.ts'

const page = `Use: opads lab up [--name LAB] [--hosts N] [--listen ADDRESS:PORT]
     opads lab down [--name LAB] [--purge]
     opads lab list [--json]
     opads lab plan [--name LAB] [--json]     the addresses that it has or would get
     opads lab ssh HOST [--name LAB] [-- COMMAND…]
     opads lab check [--name LAB] [--json]    can this machine have it: control groups, addresses, name servers, trust
     opads lab note [PACKAGE…]        what this machine is, before Debian packages are installed for labs; stop gives it back
     opads lab image                  what hosts are made from, into the cache ahead of time
     opads lab stop [--purge]         the container engine, when no lab needs it; with --purge what it keeps for the next hosts
     opads lab machine up|ssh|down|list [--name MACHINE] [--suite bookworm|trixie] [--memory MIB] [--kvm] [--disk FILE]… [-- COMMAND…]
                                      a whole stock Debian in QEMU, with a kernel of its own
Test hosts on this machine: containers that boot systemd, with two networks and ssh.
`
const state = '/var/lib/opads'
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const tell = (news: string) => void process.stdout.write(`${news}\n`)
const tools = {
  exec,
  holdLock,
  machineLock,
  debian: debian(exec, apt(exec, tell), cache, tell),
  state,
  cache,
  home: join(import.meta.dirname, '..'),
  files: join(import.meta.dirname, 'host-files'),
  note: tell,
}
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string', default: 'main' },
    hosts: { type: 'string', default: '1' },
    listen: { type: 'string' },
    purge: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    suite: { type: 'string', default: 'bookworm' },
    memory: { type: 'string', default: '6144' },
    kvm: { type: 'boolean', default: false },
    disk: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const [verb, ...rest] = positionals
const verbs: Readonly<Record<string, () => Promise<void>>> = {
  up,
  down,
  list,
  plan,
  ssh: onto,
  check,
  note,
  image,
  stop,
  machine,
}
if (values.help) process.stdout.write(page)
else if (verb !== undefined && verb in verbs) await verbs[verb]?.()
else {
  process.stderr.write(`${verb === undefined ? '' : `✕ There is no "lab ${verb}".\n`}${page}`)
  process.exitCode = 2
}

async function up(): Promise<void> {
  const hosts = Number(values.hosts)
  const faults = [
    ...(isCloudName(values.name) ? [] : [`--name ${cloudNameRule}`]),
    ...(Number.isInteger(hosts) && hosts >= 1 && hosts <= 9 ? [] : ['--hosts takes 1 to 9']),
  ]
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      source: 'opads lab up',
      count: faults.length,
      faults: faults.join('; '),
    })
  const plan = { name: values.name, hosts, ...(values.listen && { listen: values.listen }) }
  const path = await alone(() => bringUp(plan, tools))
  process.stdout.write(`● lab ${values.name} is up: ${path}\n`)
}

async function down(): Promise<void> {
  await alone(() => bringDown(values.name, tools, values.purge))
  process.stdout.write(`● lab ${values.name} is gone\n`)
}

/** Holds the cloud's lock, or works under that of the `opads up` that started this. @throws Problem `up.busy` */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const release = await holdCloud(values.name)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function onto(): Promise<void> {
  process.exitCode = await ssh(state, values.name, rest)
}

async function machine(): Promise<void> {
  process.exitCode = await runMachine(rest, values, {
    ...tools,
    state: join(engineFolder, 'machines'),
    freePort,
  })
}

async function check(): Promise<void> {
  const checked = await checkMachine(values.name, exec)
  if (values.json) return void process.stdout.write(`${JSON.stringify(checked)}\n`)
  for (const { sentence, next } of checked.faults) process.stdout.write(`  ✕ ${sentence}\n      ${next}\n`)
  for (const { server, why } of checked.dropped)
    process.stdout.write(`  ▲ pods do not ask ${server}: ${why}\n`)
  if (checked.faults.length === 0) process.stdout.write('● this machine can have it\n')
  else process.exitCode = 6
}

async function note(): Promise<void> {
  await noteMachine(rest, tools)
}

async function image(): Promise<void> {
  const path = await withHostTar(tools, async (tar) => tar.path)
  process.stdout.write(`● the root file system of hosts is ${path}\n`)
}

async function stop(): Promise<void> {
  await stopEngine(tools, values.purge)
}

async function plan(): Promise<void> {
  const row = { name: values.name, ...(await plannedRanges(values.name)) }
  process.stdout.write(values.json ? `${JSON.stringify(row)}\n` : line(row))
}

async function list(): Promise<void> {
  const rows = Object.entries(await readSlots(slotsFolder)).map(([name, slot]) => ({
    name,
    ...rangesOf(slot),
  }))
  if (values.json) return void process.stdout.write(`${JSON.stringify(rows)}\n`)
  if (rows.length === 0) process.stdout.write('No labs. Make one: opads lab up\n')
  for (const row of rows) process.stdout.write(line(row))
}

function line({ name, hosts, pods, services }: Ranges & { readonly name: string }): string {
  return `  ● ${name.padEnd(20)}hosts ${hosts}   pods ${pods}   services ${services}\n`
}
