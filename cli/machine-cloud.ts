/** A cloud that lives on this machine: its CA and first password are in its folder, for root alone. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isCloudName } from '@opads/kernel/cloud-name'
import { keptJson } from '@opads/kernel/kept-json'
import { readText } from './read-text.ts'

type MachineCloud = {
  readonly caFile: string
  readonly firstPasswordFile: string
}

export const machineCloud = (stateRoot: string, name: string): MachineCloud => ({
  caFile: join(stateRoot, name, 'ca.crt'),
  firstPasswordFile: join(stateRoot, name, 'admin-password'),
})

/** The address of its console, which `up` keeps in the folder; without that file the default address. */
export async function machineServer(stateRoot: string, name: string): Promise<string> {
  const path = join(stateRoot, name, 'address.json')
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const hint = `Say the address: --server https://console.…; or have the file written anew: opads up --cloud ${name}`
  const known = keptJson<{ listen?: string; domain?: string }>(text, path, hint)
  const { listen = ':8443', domain = `${name}.localhost` } = known
  return new URL(`https://console.${domain}:${listen.split(':')[1]}`).origin
}

/** Names of the clouds on this machine, as far as this account may see them. */
export const machineClouds = async (stateRoot: string): Promise<readonly string[]> =>
  (await readdir(stateRoot).catch(() => [])).filter(isCloudName)

/**
 * The CA of a cloud: this machine's file first, because a cloud that was deleted and made again has a new CA; else the one kept at
 * the sign-in.
 * @throws Problem `file.unreadable`, `file.forbidden`
 */
export async function caOf(stateRoot: string, name: string, kept: string | undefined): Promise<string> {
  return readText(
    machineCloud(stateRoot, name).caFile,
    `Root may read it on the machine of the cloud; from elsewhere: opads login --cloud ${name} --server https://console.… --ca FILE`,
  ).catch((thrown: unknown) => {
    if (kept === undefined) throw thrown
    return kept
  })
}
