/** A cloud that lives on this machine: its CA and first password are in its folder, for root alone. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isCloudName } from '@opads/kernel/cloud-name'
import { keptJson } from '@opads/kernel/kept-json'
import { readText } from './read-text.ts'

export type MachineCloud = {
  readonly caFile: string
  readonly firstPasswordFile: string
}

export const machineCloud = (stateRoot: string, name: string): MachineCloud => ({
  caFile: join(stateRoot, name, 'ca.crt'),
  firstPasswordFile: join(stateRoot, name, 'admin-password'),
})

/** Where its console answers: `up` keeps that in the folder; without it where a cloud answers that was told nothing else. */
export async function machineServer(stateRoot: string, name: string): Promise<string> {
  const path = join(stateRoot, name, 'address.json')
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const hint = `Say the address: --server https://console.…; or have the file written anew: opads up --name ${name}`
  const known = keptJson<{ listen?: string; domain?: string }>(text, path, hint)
  const { listen = ':8443', domain = `${name}.localhost` } = known
  return new URL(`https://console.${domain}:${listen.split(':')[1]}`).origin
}

/** Names of the clouds on this machine, as far as this account may see them. */
export const machineClouds = async (stateRoot: string): Promise<readonly string[]> =>
  (await readdir(stateRoot).catch(() => [])).filter(isCloudName)

/**
 * The CA of a cloud: this machine's own file, for a cloud that was made anew has a new one; else what was kept at the sign-in.
 * @throws Problem `file.unreadable`, `file.forbidden`
 */
export async function caOf(stateRoot: string, name: string, kept: string | undefined): Promise<string> {
  return readText(
    machineCloud(stateRoot, name).caFile,
    'Root may read it on the machine of the cloud; from elsewhere: opads login --server https://console.… --ca FILE',
  ).catch((thrown: unknown) => {
    if (kept === undefined) throw thrown
    return kept
  })
}
