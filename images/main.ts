/** `opads images`: see `page`. Each verb is a file of `commands/`; only the one in use is loaded. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Artifact, compilerLockFile, compilerWords } from '@opads/artifacts/contract'
import { apt } from '@opads/world/apt'
import { compiler } from '@opads/world/compiler'
import { debian } from '@opads/world/debian'
import { readLock } from '@opads/world/debian-lock-file'
import { digestsKeptIn } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { registry } from '@opads/world/registry'
import { roomRunner } from '@opads/world/room'
import type { Tools, Words } from './commands/tools.ts'
import { imageLockFile } from './lock-files.ts'
import { digestNotes } from './store.ts'

const page = `Use: opads images VERB …    [--json]
  list                          definitions and imported images, and which of them are in the store
  get NAME…                     assemble what is missing into the local store, as OCI layouts
  prepare NAME…                 of these only the layers that need no program of artifacts
  push NAME…                    bring images to the registry of a cloud; only blobs that it lacks are sent
  import FILE                   take an OCI layout (folder or tar) or a tar of docker save into the store
                                  --name NAME:VERSION   where the file does not say it, or to rename
  append BASE TARGET FOLDER     one more layer on an image of a registry
                                  --prefix PATH (app)
  mirror SOURCE DESTINATION     copy an image; each is HOST:PORT/REPOSITORY:TAG or store:NAME[:VERSION]
  prune                         drop drafts, images and layers that no definition needs and nobody asked for lately
                                  --dry-run           only say it, and what that frees
                                  --unused-for DAYS   what counts as lately (7)
                                  --imported          imported images too
  debian list                   the locked packages of Debian, of images, of hosts and of the compiler
  debian renew                  lock what the archive has today, and say what changes
                                  --dry-run           only say it
  --compression gzip|zstd       of layers that get, push and append make (zstd)
  --cloud CLOUD (main)          whose registry registry.opads.internal is
  --ca FILE, --auth-file FILE   CA of another registry; its account, as docker, skopeo and buildah write it
`
const commands: Readonly<Record<string, () => Promise<(words: Words, tools: Tools) => Promise<void>>>> = {
  list: async () => (await import('./commands/list.ts')).list,
  get: async () => (await import('./commands/get.ts')).get,
  prepare: async () => (await import('./commands/prepare.ts')).prepare,
  push: async () => (await import('./commands/push.ts')).push,
  import: async () => (await import('./commands/import.ts')).importFile,
  append: async () => (await import('./commands/append.ts')).append,
  mirror: async () => (await import('./commands/mirror.ts')).mirror,
  prune: async () => (await import('./commands/prune.ts')).prune,
  debian: async () => (await import('./commands/debian.ts')).debianPackages,
}
const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const root = join(cache, 'images')
const home = join(import.meta.dirname, '..')

await start()

async function start(): Promise<void> {
  const parsed = parsedWords()
  if (typeof parsed === 'string') return wrongUse(parsed)
  const { values, positionals } = parsed
  const [verb, ...names] = positionals
  if (values.help) return void process.stdout.write(page)
  const load = verb === undefined ? undefined : commands[verb]
  if (!load) return wrongUse(verb === undefined ? undefined : `There is no "images ${verb}".`)
  const { compression } = values
  if (compression !== 'gzip' && compression !== 'zstd') return wrongUse('--compression is gzip or zstd.')
  if (!/^\d{1,4}$/.test(values['unused-for'])) return wrongUse('--unused-for takes a number of days.')
  const words: Words = {
    names,
    compression,
    isJson: values.json,
    cloud: values.cloud,
    ...(values.ca !== undefined && { ca: values.ca }),
    authFile: values['auth-file'] ?? process.env.REGISTRY_AUTH_FILE ?? join(homedir(), '.docker/config.json'),
    ...(values.name !== undefined && { name: values.name }),
    prefix: values.prefix,
    isDryRun: values['dry-run'],
    withImported: values.imported,
    unusedForDays: Number(values['unused-for']),
  }
  const note = (news: string) => void (words.isJson || process.stderr.write(`  ◐ ${news}\n`))
  const packages = debian(exec, apt(exec, note), cache, note)
  const command = await load()
  await command(words, {
    debian: packages,
    debianLock: () => readLock(home, imageLockFile),
    root,
    digest: digestsKeptIn(digestNotes(root)),
    home,
    clouds: '/var/lib/opads',
    compression,
    exec,
    holdLock,
    getArtifacts,
    compiler: compiler({
      debian: packages,
      holdLock,
      cache,
      lock: () => readLock(home, compilerLockFile),
      words: compilerWords,
      note,
    }),
    open: registry,
    say: (line) => void process.stdout.write(`${line}\n`),
    note,
  })
}

/** Parses the arguments; returns a sentence where they are wrong. */
function parsedWords() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        cloud: { type: 'string', default: 'main' },
        ca: { type: 'string' },
        'auth-file': { type: 'string' },
        compression: { type: 'string', default: 'zstd' },
        name: { type: 'string' },
        prefix: { type: 'string', default: 'app' },
        'dry-run': { type: 'boolean', default: false },
        imported: { type: 'boolean', default: false },
        'unused-for': { type: 'string', default: '7' },
      },
    })
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure)
  }
}

function wrongUse(sentence?: string): void {
  process.stderr.write(`${sentence === undefined ? '' : `✕ ${sentence}\n`}${page}`)
  process.exitCode = 2
}

/** Gets artifacts by one `opads artifacts` process, which holds its lock while it builds. */
async function getArtifacts(names: readonly string[]): Promise<readonly Artifact[]> {
  if (names.length === 0) return []
  const stdout = await roomRunner(exec)('artifacts', ['get', ...names, '--json'])
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
  return lines.map((line) => JSON.parse(line) as Artifact)
}
