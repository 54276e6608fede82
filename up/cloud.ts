/** What parts may know of their cloud, from its folder; missing keys and passwords are made once and kept. */
import { randomBytes } from 'node:crypto'
import { access, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { operatorFile } from '@opads/cluster/contract'
import { Problem } from '@opads/kernel/problem'
import type { Cloud, CloudFile, Part } from '@opads/parts/part'
import type { Certificates } from '@opads/world/certificates'
import { writeDurably } from '@opads/world/durable'
import { trustHere } from '@opads/world/trust'
import { size } from './parts.ts'
import { imagesFile } from './steps/images.ts'
import type { Words } from './words.ts'
import type { UpWorld } from './world.ts'

const portOf = (words: Pick<Words, 'listen'>): number => Number(words.listen.split(':')[1])

/** Makes the files of all parts that are not there. */
export async function makeFiles(world: UpWorld): Promise<void> {
  for (const file of world.parts.flatMap((part) => part.files ?? [])) await makeFile(file, world)
}

async function makeFile(file: CloudFile, { folder, words, certificates }: UpWorld): Promise<void> {
  const path = join(folder, file.path)
  if ('random' in file)
    await writeOnce(path, () => `${file.prefix ?? ''}${randomBytes(file.random).toString(file.encoding)}`)
  if ('names' in file) await certificates.certificate(...certificateOf(file, folder, words))
}

type NamedFile = Extract<CloudFile, { names: unknown }>
const certificateOf = (
  { path, names }: NamedFile,
  folder: string,
  { cloud, domain }: Words,
): Parameters<Certificates['certificate']> => [
  dirname(join(folder, path)),
  { folder, title: `opads ${cloud}` },
  { name: path.split('/').at(-1)!, names: names(domain).map((one) => `DNS:${one}`) },
]

/** Paths of files that `makeFiles` would make, also anew because they end soon, by part. */
export async function filesAhead(world: UpWorld): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = world.parts.map(
    async ({ name, files = [] }) =>
      [name, (await Promise.all(files.map((file) => pathsAhead(file, world)))).flat()] as const,
  )
  return new Map(await Promise.all(found))
}

async function pathsAhead(
  file: CloudFile,
  { folder, words, certificates }: UpWorld,
): Promise<readonly string[]> {
  const missing = async (path: string) => ((await isThere(join(folder, path))) ? [] : [path])
  const paths = (await Promise.all(pathsOf(file).map(missing))).flat()
  if (paths.length > 0 || !('names' in file)) return paths
  return (await certificates.isKept(...certificateOf(file, folder, words))) ? [] : pathsOf(file)
}

/** For a plan: references of images that were not pushed yet. Files that were not made yet are empty then. */
export type Known = { readonly images: Readonly<Record<string, string>> }

/** What each part sees of the cloud, by the cloud's folder. @param hosts of parts with state that are installed */
export async function cloudSeenBy(
  { words, folder, exec, parts }: UpWorld,
  hosts: ReadonlyMap<string, string>,
  known?: Known,
): Promise<(part: Part) => Cloud> {
  const texts = new Map<string, string>()
  for (const path of parts.flatMap((part) => (part.files ?? []).flatMap(pathsOf)))
    texts.set(path, await readFile(join(folder, path), 'utf8').catch(known ? () => '' : undefined))
  const images = known?.images ?? (await pushedImages(folder))
  const written = await readFile(join(folder, 'operator.json'), 'utf8').catch(() => '{}') // only with a cluster.yml
  const operator = operatorFile.parse(JSON.parse(written))
  const { hosts: all } = JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8')) as {
    hosts: { name: string; address: string }[]
  }
  const first = all[0]!
  const common = {
    name: words.cloud,
    domain: words.domain,
    port: portOf(words),
    size,
    registryAddress: first.address,
    trustBundle: operator.trust ?? (await trustHere()),
    packageRegistries: operator.environment ?? (await packageRegistries(exec)),
  }
  return ({ name: part, images: own, files = [] }) => {
    const declared = new Set([...files.flatMap(pathsOf), ...(own?.registry ?? [])])
    const oneOf = (values: (what: string) => string) => (what: string) => {
      if (!declared.has(what)) throw new Problem('parts.undeclared', { part, what })
      return values(what)
    }
    return {
      ...common,
      stateHost: hosts.get(part) ?? first.name,
      image: oneOf((name) => images[name]!),
      file: oneOf((path) => texts.get(path)!),
    }
  }
}

const pathsOf = (file: CloudFile): readonly string[] =>
  'names' in file ? [`${file.path}.crt`, `${file.path}.key`] : [file.path]

/** The npm registry that the operator configured for this machine. */
async function packageRegistries(exec: UpWorld['exec']): Promise<Readonly<Record<string, string>>> {
  const npm = join(import.meta.dirname, '../node_modules/npm/bin/npm-cli.js')
  const { stdout } = await exec([process.execPath, npm, 'config', 'get', 'registry'], { codes: 'any' })
  return stdout.trim().startsWith('http') ? { npm_config_registry: stdout.trim() } : {}
}

async function writeOnce(path: string, make: () => string): Promise<void> {
  if (await isThere(path)) return
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeDurably(path, make()) // a half-written secret would never be replaced
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

const pushedImages = async (folder: string) =>
  JSON.parse(await readFile(join(folder, imagesFile), 'utf8')) as Readonly<Record<string, string>>
