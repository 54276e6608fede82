/** The settings and secrets of a cloud, from its folder; missing keys and passwords are made once and kept. */
import { randomBytes } from 'node:crypto'
import { access, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { operatorFile } from '@opads/cluster/contract'
import type { Cloud, CloudFile } from '@opads/kernel/part'
import { writeDurably } from '@opads/world/durable'
import { trustHere } from '@opads/world/trust'
import { imagesFile } from './steps/images.ts'
import type { Words } from './words.ts'
import type { UpWorld } from './world.ts'

const random: Readonly<Partial<Record<CloudFile, number>>> = {
  'secrets/database-password': 24,
  'secrets/internal-token': 32,
  'admin-password': 12,
}
const files: readonly CloudFile[] = [
  'ca.crt',
  'gateway/gateway.crt',
  'gateway/gateway.key',
  'registry/pusher',
  'secrets/database-password',
  'secrets/internal-token',
  'secrets/sealing-key',
  'secrets/operator-token',
  'admin-password',
]

const portOf = (words: Pick<Words, 'listen'>): number => Number(words.listen.split(':')[1])

export async function cloudOf({ words, folder, exec, certificates }: UpWorld): Promise<Cloud> {
  const { domain } = words
  for (const [name, bytes] of Object.entries(random))
    await writeOnce(join(folder, name), () => randomBytes(bytes).toString('base64url'))
  await writeOnce(
    join(folder, 'secrets/operator-token'),
    () => `opads_${randomBytes(32).toString('base64url')}`,
  )
  await writeOnce(join(folder, 'secrets/sealing-key'), () => randomBytes(32).toString('base64'))
  const names = [`DNS:${domain}`, `DNS:*.${domain}`]
  await certificates.certificate(
    join(folder, 'gateway'),
    { folder, title: `opads ${words.cloud}` },
    { name: 'gateway', names },
  )
  const texts = new Map<CloudFile, string>()
  for (const name of files) texts.set(name, await readFile(join(folder, name), 'utf8'))
  const images = JSON.parse(await readFile(join(folder, imagesFile), 'utf8')) as Record<string, string>
  const written = await readFile(join(folder, 'operator.json'), 'utf8').catch(() => '{}') // only with a cluster.yml
  const operator = operatorFile.parse(JSON.parse(written))
  const hosts = JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8')) as {
    hosts: { address: string }[]
  }
  return {
    name: words.cloud,
    domain,
    port: portOf(words),
    registryAddress: hosts.hosts[0]!.address,
    image: (name) => images[name]!,
    file: (name) => texts.get(name)!,
    trustBundle: operator.trust ?? (await trustHere()),
    packageRegistries: operator.environment ?? (await packageRegistries(exec)),
  }
}

/** The npm registry that the operator configured for this machine. */
async function packageRegistries(exec: UpWorld['exec']): Promise<Readonly<Record<string, string>>> {
  const npm = join(import.meta.dirname, '../node_modules/npm/bin/npm-cli.js')
  const { stdout } = await exec([process.execPath, npm, 'config', 'get', 'registry'], { codes: 'any' })
  return stdout.trim().startsWith('http') ? { npm_config_registry: stdout.trim() } : {}
}

async function writeOnce(path: string, make: () => string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeDurably(path, make()) // a half-written secret would never be replaced
}
