/**
 * Runs apt with this machine's mirrors, proxies, accounts and keys, for packages of any Debian suite, without changing the machine.
 * Packages are fetched by path and digest, or by an index whose signature apt has verified.
 */

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DebianPackage } from '@opads/kernel/debian-lock'
import { Problem } from '@opads/kernel/problem'
import {
  type Answer,
  type Archive,
  type Archives,
  archivesOf,
  complaintOf,
  isAbsence,
  isGone,
  mirrorsIn,
  parseTargets,
  placesOf,
  sourcesText,
  targetFormat,
} from './apt-sources.ts'
import type { Exec } from './exec.ts'

/** Runs a program of apt in the root; returns its standard output. */
export type AptRun = (program: 'apt-get' | 'apt-cache', ...words: readonly string[]) => Promise<string>

export type Apt = {
  /** @throws Problem `debian.no-mirror` */
  readonly archives: () => Promise<Archives>
  /**
   * Makes an apt root in the empty folder, with verified lists of the suite, its updates and its security fixes. Installed packages are
   * those in `<folder>/status`. @throws Problem `debian.no-mirror`, `debian.unreachable`
   */
  readonly openRoot: (folder: string, suite: string) => Promise<AptRun>
  /** Fetches packages to `<folder>/<sha256>.deb`. Returns those that no mirror delivered. */
  readonly download: (packages: readonly DebianPackage[], folder: string) => Promise<readonly Missing[]>
}

/** `isGone`: every mirror answered that it does not have the package. Otherwise some mirror failed, or sent other bytes. */
export type Missing = { readonly package: DebianPackage; readonly isGone: boolean; readonly why: string }

export function apt(exec: Exec, note: (note: string) => void = () => {}): Apt {
  const archives = () => machineArchives(exec)
  return {
    archives,
    openRoot: async (folder, suite) => {
      const found = await archives()
      await Promise.all(
        ['lists/partial', 'archives/partial', 'sources'].map((name) =>
          mkdir(join(folder, name), { recursive: true }),
        ),
      )
      await writeFile(join(folder, 'status'), '')
      await writeFile(join(folder, 'apt.conf'), rootSettings(folder))
      const run: AptRun = async (program, ...words) => {
        const argv = [program, `--config-file=${join(folder, 'apt.conf')}`, '--quiet', ...words] as const
        return (await exec(argv, { env: { LC_ALL: 'C' } })).stdout
      }
      const update = async (some: Archives) => {
        await writeFile(join(folder, 'sources/debian.sources'), sourcesText(suite, some))
        await run('apt-get', '--error-on=any', 'update')
      }
      const certain = { ...found, security: found.security.filter(({ isDerived }) => !isDerived) }
      await update(found)
        .catch(async (failure: unknown) => {
          if (certain.security.length === found.security.length) throw failure
          note(`no security archive of Debian at ${found.security.map(({ uri }) => uri).join(' ')}`)
          await update(certain)
        })
        .catch((failure: unknown) => {
          throw new Problem('debian.unreachable', { suite, why: reasonOf(failure) }, failure)
        })
      return run
    },
    download: async (packages, folder) => {
      const places = await expanded(await archives(), folder, exec)
      let left = packages.map((one) => ({ one, places: placesOf(one.path, places), said: [] as Answer[] }))
      for (let round = 0; left.some((each) => each.places.length > round); round += 1) {
        const asked = left.flatMap(({ one, places }) => {
          const place = places[round]
          return place === undefined
            ? []
            : [[place.uri, join(folder, `${one.sha256}.deb`), `SHA256:${one.sha256}`]]
        })
        const complaints = await helper(exec, asked.flat())
        const there = new Set(await readdir(folder))
        left = left.filter(({ one }) => !there.has(`${one.sha256}.deb`))
        for (const { places, said } of left) {
          const place = places[round]
          if (place !== undefined)
            said.push({ isDerived: place.isDerived, why: complaintOf(complaints, place.uri) })
        }
      }
      return left.map(({ one, said }) => ({
        package: one,
        isGone: isGone(said),
        why: (said.find(({ why }) => !isAbsence.test(why)) ?? said.at(-1))?.why ?? 'no mirror is known',
      }))
    },
  }
}

async function machineArchives(exec: Exec): Promise<Archives> {
  // Without `--no-release-info` apt reports only lists that were fetched; with it, the origin is missing.
  const ask = async (...words: readonly string[]) => {
    const argv = [
      'apt-get',
      'indextargets',
      ...words,
      '--format',
      targetFormat,
      'Identifier: Packages',
    ] as const
    return parseTargets((await exec(argv, { env: { LC_ALL: 'C' } })).stdout)
  }
  const targets = [...(await ask()), ...(await ask('--no-release-info'))]
  const found = archivesOf(targets, (file) => readFileSync(file, 'utf8'))
  if (found.main.length > 0) return found
  const all = [...new Set(targets.map(({ uri, release }) => `${uri} ${release}`))]
  throw new Problem('debian.no-mirror', { sources: all.join(', ') || 'none' })
}

/** Runs apt's own fetcher, which uses the machine's proxies and accounts. Returns its errors. */
async function helper(exec: Exec, words: readonly string[]): Promise<string> {
  // Without apt's sandbox user, who may not write to the cache.
  const options = ['-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=2'] as const
  const argv = ['/usr/lib/apt/apt-helper', ...options, 'download-file', ...words] as const
  const { code, stderr } = await exec(argv, { env: { LC_ALL: 'C' }, codes: 'any' })
  return code === 0 ? '' : stderr
}

/** Replaces mirror lists, which cloud images use and the fetcher does not support, by the mirrors in them, in their order. */
async function expanded({ main, security }: Archives, folder: string, exec: Exec): Promise<Archives> {
  const all = async (some: readonly Archive[]) => (await Promise.all(some.map(mirrors))).flat()
  const mirrors = async (archive: Archive): Promise<readonly Archive[]> => {
    const [, kind, list] = /^mirror(?:\+(file|https?))?:(.*?)\/?$/.exec(archive.uri) ?? []
    if (list === undefined) return [archive]
    const draft = join(folder, `mirrors-${randomUUID()}`)
    if (kind !== 'file') await helper(exec, [`${kind ?? 'http'}:${list}`, draft])
    const text = await readFile(kind === 'file' ? list : draft, 'utf8').catch(() => '')
    const found = mirrorsIn(text).map((uri) => ({ ...archive, uri }))
    return found.length > 0 ? found : [archive] // asked as it is, it fails, and so does not say that a package is gone
  }
  return { main: await all(main), security: await all(security) }
}

const reasonOf = (failure: unknown) =>
  failure instanceof Problem ? String(failure.facts.lastLine ?? failure.message) : String(failure)

/**
 * apt reads these after the machine's settings: proxies, accounts and certificates stay. Lists, pins, architectures, hooks and
 * permission for unsigned archives are replaced.
 */
function rootSettings(root: string): string {
  return `Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "${root}/sources";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State "${root}";
Dir::State::lists "lists";
Dir::State::status "${root}/status";
Dir::State::extended_states "extended_states";
Dir::Cache "${root}";
Dir::Log "${root}";
APT::Sandbox::User "root";
APT::Architecture "amd64";
APT::Default-Release "";
APT::Install-Recommends "false";
APT::Get::AllowUnauthenticated "false";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::Languages "none";
pkgCacheGen::ForceEssential ",";
#clear APT::Architectures;
APT::Architectures { "amd64"; };
#clear Acquire::IndexTargets::deb::DEP-11;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
`
}
