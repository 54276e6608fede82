/** Does each package registry answer? Asked once, by its own client with this machine's settings: mirrors, proxies, trust. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import type { UpWorld } from '../world.ts'

const home = join(import.meta.dirname, '../..')
const bound = { codes: 'any', timeoutMs: 15_000 } as const

export const registryChecks: readonly Check<UpWorld>[] = [
  { title: 'Debian packages, by apt', ask: debian },
  { title: 'npm packages, by npm', ask: npm },
  { title: 'Go modules, by go', ask: goModules },
]

/** Fetches one index per archive that apt knows; `apt-get update` would fetch all. */
async function debian({ exec }: UpWorld): Promise<Problem | undefined> {
  const { stdout } = await exec(['apt-get', '--print-uris', 'update'], bound)
  const silent = await inFolder((folder) =>
    Promise.all(
      placesOf(stdout).map((uri, index) =>
        saidBy(exec([helper, ...quick, 'download-file', uri, join(folder, String(index))], bound)),
      ),
    ),
  )
  return found('apt', silent, 'apt-get update')
}
const helper = '/usr/lib/apt/apt-helper'
const quick = [
  'Acquire::Retries=0',
  'Acquire::http::Timeout=10',
  'Acquire::https::Timeout=10',
  'APT::Sandbox::User=root', // apt's own user may not write into our folder
].flatMap((option) => ['-o', option])

/** With an empty cache: a cached answer does not show that the registry answers now. */
async function npm({ exec }: UpWorld): Promise<Problem | undefined> {
  const cli = join(home, 'node_modules/npm/bin/npm-cli.js')
  const words = ['--prefix', home, '--fetch-retries', '0', '--fetch-timeout', '10000']
  const said = await inFolder((cache) =>
    saidBy(exec([process.execPath, cli, 'view', ...words, '--cache', cache, 'undici', 'version'], bound)),
  )
  return found('npm', [said], 'npm ping; npm config list')
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'opads-doctor-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Passes without Go: `up` installs it from Debian's packages. */
async function goModules({ exec, room }: UpWorld): Promise<Problem | undefined> {
  const { program } = JSON.parse(await room('artifacts', ['go', '--json'])) as { program: string | null }
  if (program === null) return undefined
  const said = await inFolder((cwd) => {
    const env = {
      GOTOOLCHAIN: 'local',
      GO111MODULE: 'on',
      GOFLAGS: '-mod=mod -modcacherw',
      GOWORK: 'off',
      GOMODCACHE: join(cwd, 'mod'),
    }
    return saidBy(exec([program, 'list', '-m', 'golang.org/x/mod@latest'], { ...bound, cwd, env }))
  })
  return found('Go', [said], 'go env GOPROXY GOSUMDB')
}

/** The first line with a fault that a failed program printed; nothing when it succeeded. */
async function saidBy(asked: ReturnType<UpWorld['exec']>): Promise<string | undefined> {
  try {
    const { code, stdout, stderr } = await asked
    return code === 0
      ? undefined
      : ((stderr.trim() || stdout.trim()).split('\n').find(isFault) ?? `code ${code}`)
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure)
  }
}
const isFault = (line: string) => !/^(npm (warn|notice)|W:|Get:|Ign:)/i.test(line) && line.trim() !== ''

function found(
  registry: string,
  silent: readonly (string | undefined)[],
  command: string,
): Problem | undefined {
  const said = [...new Set(silent.filter((one) => one !== undefined))].join('; ')
  return said === '' ? undefined : new Problem('doctor.registry-silent', { registry, said, command })
}

/** One index per archive from the output of `apt-get --print-uris update`, at most six. Pure. */
export function placesOf(uris: string): readonly string[] {
  const all = [...uris.matchAll(/^'(\S+?)'/gm)].map((match) => match[1]!)
  const byArchive = new Map(
    all.filter((uri) => /\/dists\/.*\/InRelease$/.test(uri)).map((uri) => [uri.split('/dists/')[0], uri]),
  )
  return [...byArchive.values()].slice(0, 6)
}
