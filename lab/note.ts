/**
 * `before.json`: the machine's state before the first lab and before packages that `up` installs. The first note is kept until the
 * machine is restored. The launcher notes packages that it installs for Node in its own file, which is merged into this one.
 */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { keptJson } from '@opads/kernel/kept-json'
import { writeDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import { addressesIn, type Before, beforeIn } from './before.ts'
import { engineFolder } from './docker.ts'
import { isOwnRunning } from './engine-process.ts'
import { engineRules, forwardPolicy, forwardPolicyOfNft } from './firewall.ts'
import { hasSystemd } from './has-systemd.ts'
import { machineEngine } from './machine-engine.ts'
import { sysctlsNow } from './sysctls.ts'
import { askUnits, unitsIn } from './units.ts'

const path = join(engineFolder, 'before.json')
/** One name per line. */
const launcherPath = join(engineFolder, 'launcher-packages')

/** @throws Problem `file.unreadable` */
export async function readBefore(): Promise<Before | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  keptJson(
    text,
    path,
    `It says what this machine was. Remove it, then as it is now counts as that: rm ${path}`,
  )
  return beforeIn(text)
}

export const forgetBefore = (): Promise<void> => rm(path, { force: true })

/** @param packages about to be installed; a later run may add some */
export async function noteBefore(exec: Exec, packages: readonly string[] = []): Promise<Before> {
  const known = await readBefore()
  const came = await readFile(launcherPath, 'utf8').catch(() => '')
  const names = new Set([...came.split('\n').filter(Boolean), ...packages])
  const more = [...names].filter((name) => !known?.packages.includes(name))
  if (known && more.length === 0) return known
  const before: Before = known
    ? { ...known, packages: [...known.packages, ...more] }
    : { ...(await machineNow(exec)), packages: more, isSettled: false }
  await keepBefore(before)
  await rm(launcherPath, { force: true })
  return before
}

export async function keepBefore(before: Before): Promise<void> {
  await mkdir(engineFolder, { recursive: true, mode: 0o700 })
  await writeDurably(path, JSON.stringify(before))
}

async function machineNow(exec: Exec): Promise<Omit<Before, 'packages' | 'isSettled'>> {
  const units = (await hasSystemd()) ? unitsIn((await exec(askUnits, { codes: 'any' })).stdout) : {}
  const engine = !(await isOwnRunning()) && (await machineEngine()) ? 'machine' : 'own'
  return { engine, ...(await networkNow(exec)), sysctls: await sysctlsNow(), units }
}

async function networkNow(exec: Exec): Promise<Pick<Before, 'forward' | 'engineRules' | 'bridge'>> {
  const saved = await said(exec, 'iptables-save')
  const network = { forward: await forwardNow(exec, saved), engineRules: engineRules(saved ?? '') }
  const ask = ['ip', '-oneline', '-4', 'address', 'show', 'dev', 'docker0'] as const
  const shown = await exec(ask, { codes: 'any' }).catch(() => undefined) // not installed
  return shown?.code === 0 ? { ...network, bridge: addressesIn(shown.stdout) } : network
}

/** A machine without `iptables` may have the rules all the same. */
async function forwardNow(exec: Exec, saved: string | undefined): Promise<string> {
  if (saved !== undefined) return forwardPolicy(saved)
  return forwardPolicyOfNft((await said(exec, 'nft', 'list', 'chain', 'ip', 'filter', 'FORWARD')) ?? '')
}

const said = (exec: Exec, ...argv: [string, ...string[]]): Promise<string | undefined> =>
  exec(argv, { codes: 'any' }).then(
    ({ stdout }) => stdout,
    () => undefined, // not installed
  )
