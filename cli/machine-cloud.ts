/** A cloud that lives on this machine: its CA and first password are in its folder, for root alone. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readText } from './read-text.ts'

export type MachineCloud = {
  readonly server: string
  readonly caFile: string
  readonly firstPasswordFile: string
}

export const machineCloud = (stateRoot: string, name: string): MachineCloud => ({
  server: `https://console.${name}.localhost:8443`,
  caFile: join(stateRoot, name, 'ca.crt'),
  firstPasswordFile: join(stateRoot, name, 'admin-password'),
})

/** Names of the clouds on this machine, as far as this account may see them. */
export const machineClouds = (stateRoot: string): Promise<readonly string[]> =>
  readdir(stateRoot).catch(() => [])

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
