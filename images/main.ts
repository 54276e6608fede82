/** `opads images`: builds the outside values and runs a verb of `verbs.ts`. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Artifact, compilerLockFile, compilerWords, reportLine } from '@opads/artifacts/contract'
import { handlersOf } from '@opads/command/handlers'
import { eachLine, shown } from '@opads/command/progress'
import { runAlone } from '@opads/command/run-room'
import type { Report } from '@opads/kernel/step'
import { apt } from '@opads/world/apt'
import { compiler } from '@opads/world/compiler'
import { debian } from '@opads/world/debian'
import { readLock } from '@opads/world/debian-lock-file'
import { digestsKeptIn } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { registry } from '@opads/world/registry'
import { roomRunner } from '@opads/world/room'
import { roomAnswers } from '@opads/world/room-answers'
import type { Tools, Words } from './commands/tools.ts'
import { imageLockFile } from './lock-files.ts'
import { digestNotes } from './store.ts'
import { noun, verbs } from './verbs.ts'

const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const root = join(cache, 'images')
const home = join(import.meta.dirname, '..')

type Given = {
  readonly json: boolean
  readonly names?: readonly string[]
  readonly cloud?: string | undefined
  readonly ca?: string | undefined
  readonly authFile?: string | undefined
  readonly compression?: Words['compression']
  readonly name?: string | undefined
  readonly prefix?: string
  readonly dryRun?: boolean
  readonly imported?: boolean
  readonly unusedFor?: number
}
/** Guessed until there is a share of the images that are done. */
const estimateSeconds = 120

/** Each verb is a file of `commands/`; only the one in use is loaded. */
const images = handlersOf(verbs, {
  list: async (given) => run((await import('./commands/list.ts')).list, given),
  get: async (given) => run((await import('./commands/get.ts')).get, given),
  plan: async (given) => {
    const { plan } = await import('./commands/plan.ts')
    return run((words, tools) => plan(words, tools, given.cloud !== undefined), given)
  },
  prepare: async (given) => run((await import('./commands/prepare.ts')).prepare, given),
  push: async (given) => run((await import('./commands/push.ts')).push, given),
  import: async (given) =>
    run((await import('./commands/import.ts')).importFile, { ...given, names: [given.file] }),
  append: async (given) => {
    const { base, target, folder } = given
    return run((await import('./commands/append.ts')).append, { ...given, names: [base, target, folder] })
  },
  mirror: async (given) => {
    const { source, destination } = given
    return run((await import('./commands/mirror.ts')).mirror, { ...given, names: [source, destination] })
  },
  prune: async (given) => run((await import('./commands/prune.ts')).prune, given),
  'debian list': async (given) => run((await import('./commands/debian.ts')).list, given),
  'debian renew': async (given) => run((await import('./commands/debian.ts')).renew, given),
})
/** By noun. */
export const handlers = { images }

async function run<A>(command: (words: Words, tools: Tools) => Promise<A>, given: Given): Promise<A> {
  const compression = given.compression ?? 'zstd'
  const words: Words = {
    names: given.names ?? [],
    compression,
    isJson: given.json,
    cloud: given.cloud ?? 'main',
    ...(given.ca !== undefined && { ca: given.ca }),
    authFile: given.authFile ?? process.env.REGISTRY_AUTH_FILE ?? join(homedir(), '.docker/config.json'),
    ...(given.name !== undefined && { name: given.name }),
    prefix: given.prefix ?? 'app',
    isDryRun: given.dryRun === true,
    withImported: given.imported === true,
    unusedForDays: given.unusedFor ?? 7,
  }
  const lines: string[] = [] // for people, after the progress
  const write = (line: string) => void process.stdout.write(`${line}\n`)
  const say = (line: string) => void (words.isJson ? write(line) : lines.push(line))
  const screen = words.isJson ? undefined : process.stderr
  try {
    return await shown('Images', estimateSeconds, screen, (report) =>
      command(words, toolsFor(words, report, say)),
    )
  } finally {
    lines.forEach(write) // also those before a failure
  }
}

function toolsFor({ compression, names }: Words, report: Report, say: Tools['say']): Tools {
  const note = eachLine(report)
  const packages = debian(exec, apt(exec, note), cache, note)
  let count = 0
  return {
    debian: packages,
    debianLock: () => readLock(home, imageLockFile),
    root,
    digest: digestsKeptIn(digestNotes(root)),
    home,
    clouds: '/var/lib/opads',
    compression,
    exec,
    holdLock,
    getArtifacts: (wanted) => getArtifacts(wanted, report),
    artifactsThere: (wanted) => artifactsThere(wanted, report),
    compiler: compiler({
      debian: packages,
      holdLock,
      cache,
      lock: () => readLock(home, compilerLockFile),
      words: compilerWords,
      note,
    }),
    open: registry,
    say,
    note,
    begins: (image) => report({ note: `assembling ${image}` }),
    done: (image) => {
      count += 1
      report({ note: `${count} of ${names.length}  ${image}`, share: count / names.length, made: image })
    },
  }
}

/** Gets artifacts by one `opads artifacts` process, which holds its lock while it builds. */
async function getArtifacts(names: readonly string[], report: Report): Promise<readonly Artifact[]> {
  return roomAnswers(roomRunner(exec)).get<Artifact>(
    'artifacts',
    names,
    (line) => void reportLine(line, report, false),
  )
}

/** Without those that would have to be built. */
async function artifactsThere(names: readonly string[], report: Report): Promise<readonly Artifact[]> {
  const rows = JSON.parse(await roomRunner(exec)('artifacts', ['list', '--json'])) as readonly {
    readonly name: string
    readonly isCached: boolean
  }[]
  const there = names.filter((name) => rows.some((row) => row.name === name && row.isCached))
  return there.length === 0 ? [] : getArtifacts(there, report)
}

if (import.meta.main) await runAlone(noun, images)
