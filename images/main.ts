/** `opads images`: list, get. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { Problem } from '@opads/kernel/problem'
import { exec } from '@opads/world/exec'
import { artifactNames, assemble } from './assemble.ts'
import { definitionNamed, definitions } from './definitions.ts'

const page = `Use: opads images list | get NAME…    [--json]
  list      definitions, and the artifacts that they are made of
  get       assemble what is missing into the local store, as OCI layouts
`
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const home = new URL('..', import.meta.url).pathname
const words = process.argv.slice(2)
const isJson = words.includes('--json')
const [verb, ...names] = words.filter((word) => !word.startsWith('-'))
const say = (line: string) => process.stdout.write(`${line}\n`)

if (words.includes('--help') || words.includes('-h')) process.stdout.write(page)
else if (verb === 'list') list()
else if (verb === 'get') await get()
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
  if (names.length === 0)
    throw new Problem('input.invalid', {
      source: 'opads images get',
      count: 1,
      faults: 'at least one NAME is needed',
    })
  const tools = { root: join(cache, 'images'), sources: join(home, 'images/sources'), exec, getArtifact }
  for (const definition of names.map(definitionNamed)) {
    const image = await assemble(definition, tools)
    say(
      isJson ? JSON.stringify(image) : `● ${image.name}:${image.version}   ${image.digest}   ${image.layout}`,
    )
  }
}

/** Artifacts come from their room's own process: it holds the lock while it builds. */
async function getArtifact(name: string): Promise<Artifact> {
  const { stdout } = await exec([process.execPath, join(home, 'artifacts/main.ts'), 'get', name, '--json'])
  return JSON.parse(stdout) as Artifact
}
