/** Which packages apt would install for some words, by an index whose signature it has verified. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DebianLock, DebianPackage } from '@opads/kernel/debian-lock'
import { Problem } from '@opads/kernel/problem'
import type { Apt, AptRun } from './apt.ts'

/** A package of the index with its paragraph there, from which dpkg's status file is made. */
type Found = { readonly one: DebianPackage; readonly paragraph: string }

/**
 * @param sets words of each set; packages of the first set count as installed for the others
 * @param folder empty; not removed afterwards
 * @param status dpkg's status file of what is already installed before the first set
 * @throws Problem `debian.no-mirror`, `debian.unreachable`
 */
export async function resolveSets(
  apt: Apt,
  suite: string,
  sets: readonly (readonly string[])[],
  folder: string,
  status?: string,
): Promise<DebianLock> {
  const run = await apt.openRoot(folder, suite)
  const installed = async (text: string) => {
    await rm(join(folder, 'pkgcache.bin'), { force: true })
    await writeFile(join(folder, 'status'), text)
  }
  if (status !== undefined) await installed(status)
  const found: Found[][] = []
  for (const words of sets) {
    found.push(await resolve(run, words, suite))
    if (found.length === 1 && status === undefined && sets.length > 1) await installed(statusText(found[0]!))
  }
  return {
    suite,
    date: await dateOf(join(folder, 'lists')),
    sets: sets.map((words, at) => ({ words, packages: found[at]!.map(({ one }) => one) })),
  }
}

async function resolve(run: AptRun, words: readonly string[], suite: string): Promise<Found[]> {
  const unreachable = (why: string, cause?: unknown) =>
    new Problem('debian.unreachable', { suite, why }, cause)
  const plan = await run('apt-get', '--simulate', 'install', ...words).catch((failure: unknown) => {
    throw unreachable(failure instanceof Problem ? String(failure.facts.lastLine) : String(failure), failure)
  })
  const taken = installsIn(plan)
  if (taken.length === 0) return []
  const text = await run('apt-cache', 'show', ...taken.map(({ name, version }) => `${name}=${version}`))
  const paragraphs = text
    .split(/\n\n+/)
    .filter(Boolean)
    .map((paragraph) => ({ paragraph, one: packageIn(paragraph) }))
  return taken
    .map(({ name, version }) => {
      const same = paragraphs.filter(({ one }) => one.name === name && one.version === version)
      const [found] = same.sort((a, b) => a.one.path.length - b.one.path.length) // of two archives the main one
      if (!found) throw unreachable(`the index says nothing of ${name} ${version}`)
      return found
    })
    .sort((a, b) => (a.one.name < b.one.name ? -1 : 1))
}

/** The packages that a simulated run would install or upgrade. Pure. */
export function installsIn(plan: string): readonly { readonly name: string; readonly version: string }[] {
  return plan.split('\n').flatMap((line) => {
    const [, name, version] = /^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) /.exec(line) ?? []
    return name === undefined || version === undefined ? [] : [{ name: name.replace(/:.*/, ''), version }]
  })
}

function packageIn(paragraph: string): DebianPackage {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1] ?? ''
  return {
    name: field('Package'),
    version: field('Version'),
    architecture: field('Architecture'),
    sha256: field('SHA256'),
    size: Number(field('Size')),
    path: field('Filename'),
  }
}

const statusText = (found: readonly Found[]) =>
  found.map(({ paragraph }) => `${paragraph.trim()}\nStatus: install ok installed\n\n`).join('')

/** The newest date in the Release files of the lists. */
async function dateOf(lists: string): Promise<string> {
  const files = (await readdir(lists)).filter((name) => /InRelease$|Release$/.test(name))
  const texts = await Promise.all(files.map((name) => readFile(join(lists, name), 'utf8')))
  const dates = texts.map((text) => Date.parse(/^Date: (.*)$/m.exec(text)?.[1] ?? '')).filter(Number.isFinite)
  return new Date(Math.max(0, ...dates)).toISOString().slice(0, 10)
}
