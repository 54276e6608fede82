/** `opads images`: list, get, push. */
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Artifact } from '@opads/artifacts/contract'
import { Problem } from '@opads/kernel/problem'
import { Secret } from '@opads/kernel/secret'
import { exec } from '@opads/world/exec'
import { registry as openRegistry } from '@opads/world/registry'
import { artifactNames, assemble } from './assemble.ts'
import { registryName } from './contract.ts'
import { definitionNamed, definitions } from './definitions.ts'
import { push } from './push.ts'

const page = `Use: opads images list | get NAME… | push NAME… [--cloud CLOUD]    [--json]
  list      definitions, and the artifacts that they are made of
  get       assemble what is missing into the local store, as OCI layouts
  push      bring images to the registry of a cloud (main); only blobs that it lacks are sent
`
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const home = new URL('..', import.meta.url).pathname
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
    cloud: { type: 'string', default: 'main' },
  },
})
const isJson = values.json
const [verb, ...names] = positionals
const say = (line: string) => process.stdout.write(`${line}\n`)

if (values.help) process.stdout.write(page)
else if (verb === 'list') list()
else if (verb === 'get') await get()
else if (verb === 'push') await pushAll()
else {
  process.stderr.write(`${verb === undefined ? '' : `✕ There is no "images ${verb}".\n`}${page}`)
  process.exitCode = 2
}

function list(): void {
  const rows = definitions.map((one) => ({
    name: one.name,
    version: one.version,
    artifacts: artifactNames(one),
  }))
  if (isJson) return void say(JSON.stringify(rows))
  for (const row of rows) say(`  ${row.name.padEnd(26)}${row.version.padEnd(10)}${row.artifacts.join(' ')}`)
}

async function get(): Promise<void> {
  for (const image of await imagesNamed())
    say(
      isJson ? JSON.stringify(image) : `● ${image.name}:${image.version}   ${image.digest}   ${image.layout}`,
    )
}

async function pushAll(): Promise<void> {
  const folder = join('/var/lib/opads', values.cloud)
  const hosts = JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8')) as {
    hosts: { address: string }[]
  }
  const registry = openRegistry({
    name: registryName,
    connectTo: `${hosts.hosts[0]!.address}:10500`,
    ca: await readFile(join(folder, 'ca.crt'), 'utf8'),
    account: 'pusher',
    password: new Secret(await readFile(join(folder, 'registry/pusher'), 'utf8')),
  })
  for (const image of await imagesNamed()) {
    const { sentBytes: sent } = await push(image, registry)
    const line = { name: image.name, version: image.version, digest: image.digest, sentBytes: sent }
    say(
      isJson
        ? JSON.stringify(line)
        : `● ${image.name}:${image.version}   ${(sent / 2 ** 20).toFixed(1)} MiB sent`,
    )
  }
  await registry.close()
}

async function imagesNamed() {
  if (names.length === 0)
    throw new Problem('input.invalid', {
      source: `opads images ${verb}`,
      count: 1,
      faults: 'at least one NAME is needed',
    })
  const tools = { root: join(cache, 'images'), home, exec, getArtifact }
  const images = []
  for (const definition of names.map(definitionNamed)) images.push(await assemble(definition, tools))
  return images
}

/** Artifacts come from their room's own process: it holds the lock while it builds. */
async function getArtifact(name: string): Promise<Artifact> {
  const { stdout } = await exec([process.execPath, join(home, 'artifacts/main.ts'), 'get', name, '--json'])
  return JSON.parse(stdout) as Artifact
}
