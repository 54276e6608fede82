/** `<cloud>/ssh`: the lab's key pair, the files mounted into its hosts, and the hosts' public keys. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flush, moveDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import { trustHere } from '@opads/world/trust'
import type { HostPlan } from './docker.ts'
import { sshConfig } from './hosts-file.ts'

/** @throws Problem `machine.no-trust` */
export async function placeKeys(folder: string, exec: Exec): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = join(folder, 'id_ed25519')
  if ((await textOf(key)) === '' || (await textOf(`${key}.pub`)) === '') await makeKey(key, exec)
  // Written in place: it is mounted into running hosts.
  await writeFile(join(folder, 'authorized_keys'), await readFile(`${key}.pub`), { mode: 0o600 })
  await writeFile(join(folder, 'trust.crt'), await trustHere())
}

const textOf = (path: string) => readFile(path, 'utf8').catch(() => '')

/** Makes the pair beside its place and moves the private key last, so that a private key means a complete pair. */
async function makeKey(key: string, exec: Exec): Promise<void> {
  const draft = `${key}.new`
  for (const path of [key, draft, `${draft}.pub`]) await rm(path, { force: true })
  await exec(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'opads', '-f', draft])
  for (const ending of ['.pub', '']) {
    await flush(`${draft}${ending}`)
    await moveDurably(`${draft}${ending}`, `${key}${ending}`)
  }
}

/** @param keys public keys of the hosts, in their order */
export async function keepHostKeys(
  folder: string,
  plans: readonly HostPlan[],
  keys: readonly string[],
): Promise<void> {
  const lines = plans.map((plan, index) => `${plan.address} ${keys[index]}\n`)
  await writeFile(join(folder, 'known_hosts'), lines.join(''))
  await writeFile(join(folder, 'config'), sshConfig(plans, folder))
}
