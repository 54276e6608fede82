/** A cloud that lives on this machine: its CA and first password are in its folder, for root alone. */
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isCloudName } from '@opads/kernel/cloud-name'
import { keptJson } from '@opads/kernel/kept-json'
import { noClouds } from './clouds.ts'
import type { CloudsFile } from './clouds-file.ts'
import { readText } from './read-text.ts'
import { cloudMeant, defaultCloud } from './which-cloud.ts'

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

/** Without those that were taken down and keep their folder: `down` deletes the address. */
async function cloudsUp(root: string): Promise<readonly string[]> {
  const names = await machineClouds(root)
  const found = await Promise.all(
    names.map((name) =>
      access(join(root, name, 'address.json')).then(
        () => [name],
        () => [],
      ),
    ),
  )
  return found.flat()
}

export const stateRoot = (): string => process.env.OPADS_STATE ?? '/var/lib/opads'

type Known = { readonly clouds: Pick<CloudsFile, 'read'>; readonly stateRoot: string }

/** The cloud of this machine that a command means; where there is none, the name that `up` gives. @throws Problem `cloud.several` */
export async function cloudHere(
  { clouds, stateRoot: root }: Known,
  named: string | undefined,
): Promise<string> {
  const known = clouds.read().catch(() => noClouds) // a broken file must not hide the state of a cloud
  const [{ last }, choices] = await Promise.all([known, cloudsUp(root)])
  return cloudMeant({ named, last, choices }) ?? defaultCloud
}

/** The same where a cloud elsewhere is a choice too: of a sign-in and of trust. @throws Problem `cloud.several` */
export async function cloudAnywhere(tools: Known, named: string | undefined): Promise<string> {
  const [{ last }, choices] = await Promise.all([tools.clouds.read(), cloudNames(tools)])
  return cloudMeant({ named, last, choices }) ?? defaultCloud
}

/** Clouds that were signed in to, and those of this machine. */
export async function cloudNames({ clouds, stateRoot: root }: Known): Promise<readonly string[]> {
  const [known, here] = await Promise.all([clouds.read(), machineClouds(root)])
  return [...new Set([...Object.keys(known.clouds), ...here])].sort()
}

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
