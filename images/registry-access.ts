/** Address, CA and account of a registry: a cloud's own from the cloud's folder, others from the file of docker, skopeo and buildah. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { invalidInput } from '@opads/kernel/invalid-input'
import { keptJson } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import { Secret } from '@opads/kernel/secret'
import type { RegistryAccess } from '@opads/world/registry-call'
import type { Tools, Words } from './commands/tools.ts'
import { registryName } from './contract.ts'

export async function registryAccess(
  host: string,
  { cloud, ca, authFile }: Pick<Words, 'cloud' | 'ca' | 'authFile'>,
  { clouds }: Pick<Tools, 'clouds'>,
): Promise<RegistryAccess> {
  if (host === registryName)
    return cloudAccess(join(clouds, cloud)).catch((failure: NodeJS.ErrnoException) => {
      throw failure.code === 'ENOENT' ? new Problem('up.no-cloud', { cloud }, failure) : failure
    })
  const text = await readFile(authFile, 'utf8').catch(() => '{}')
  return {
    name: host,
    ...(ca !== undefined && { ca: await readGiven(ca, '--ca') }),
    ...accountIn(text, host),
  }
}

async function readGiven(file: string, flag: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw invalidInput(
      'opads images',
      [{ path: flag, message: `${file} cannot be read: ${cause.code}` }],
      cause,
    )
  })
}

async function cloudAccess(folder: string): Promise<RegistryAccess> {
  const path = join(folder, 'hosts.json')
  const { hosts } = keptJson<{ hosts: { address: string }[] }>(
    await readFile(path, 'utf8'),
    path,
    'Have it written anew: opads up, with the name of the cloud',
  )
  return {
    name: registryName,
    connectTo: `${hosts[0]!.address}:${registryName.split(':')[1]}`,
    ca: await readFile(join(folder, 'ca.crt'), 'utf8'),
    account: 'pusher',
    password: new Secret(await readFile(join(folder, 'registry/pusher'), 'utf8')),
  }
}

/** `{ "auths": { "host:port": { "auth": base64 of account:password } } }` */
export function accountIn(text: string, host: string): Pick<RegistryAccess, 'account' | 'password'> {
  const { auths = {} } = JSON.parse(text) as { auths?: Record<string, { auth?: string }> }
  const auth = auths[host]?.auth
  if (!auth) return {}
  const plain = Buffer.from(auth, 'base64').toString('utf8')
  const colon = plain.indexOf(':')
  return { account: plain.slice(0, colon), password: new Secret(plain.slice(colon + 1)) }
}
