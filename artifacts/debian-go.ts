/**
 * Go of Debian 13, for a machine without one. apt fetches it with its signature checks into a root of its own: no package,
 * list or setting of the machine changes, and nobody needs to be root.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { moveDurably, settleTree } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import { byVersion } from './go-version.ts'

const suite = 'trixie'
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const program = 'usr/lib/go/bin/go'

/** Path of the `go` that was fetched before. */
export async function debianGoThere(cache: string): Promise<string | undefined> {
  const folder = join(cache, 'go')
  const newest = (await readdir(folder).catch(() => []))
    .filter((name) => name.startsWith('debian-'))
    .sort(byVersion)
    .at(-1)
  return newest && join(folder, newest, program)
}

/**
 * Fetches and unpacks it; the folder is there whole or not at all.
 * @throws Problem `artifact.no-go`
 */
export async function debianGo(cache: string, exec: Exec): Promise<string> {
  const draft = join(cache, 'building', `go-${process.pid}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'tree'), { recursive: true })
  const archives = await fetchPackages(draft, exec).catch((failure: unknown) => {
    const why = failure instanceof Error ? failure.message : String(failure)
    throw new Problem('artifact.no-go', { suite, why }, failure)
  })
  for (const archive of archives) await exec(['dpkg-deb', '--extract', archive, join(draft, 'tree')])
  const version = archives.map((path) => /\/golang-[\d.]+-go_(.+)_/.exec(path)?.[1]).find(Boolean)
  const place = join(cache, 'go', `debian-${version}`)
  await mkdir(join(cache, 'go'), { recursive: true })
  await rm(place, { recursive: true, force: true })
  await settleTree(join(draft, 'tree'))
  await moveDurably(join(draft, 'tree'), place)
  await rm(draft, { recursive: true })
  return join(place, program)
}

/** Paths of the `.deb` files of golang-go and of what it needs. */
async function fetchPackages(root: string, exec: Exec): Promise<readonly string[]> {
  await Promise.all(['lists', 'archives'].map((name) => mkdir(join(root, name))))
  await writeFile(join(root, 'status'), '') // nothing counts as installed, so what golang-go needs comes along
  await writeFile(
    join(root, 'sources.list'),
    `deb [signed-by=${keyring}] ${await debianMirror(exec)} ${suite} main\n`,
  )
  await writeFile(join(root, 'apt.conf'), aptSettings(root))
  const apt = (...words: string[]) =>
    exec(['apt-get', `--config-file=${join(root, 'apt.conf')}`, '--quiet', '--yes', ...words], {
      env: { LC_ALL: 'C' },
    })
  await apt('--error-on=any', 'update')
  await apt('install', '--download-only', '--no-install-recommends', 'golang-go')
  const files = await readdir(join(root, 'archives'))
  return files.filter((name) => name.endsWith('.deb')).map((name) => join(root, 'archives', name))
}

/** Read after the machine's own settings (a proxy stays); the hooks of the machine are taken out. */
export function aptSettings(root: string): string {
  return `Dir::Etc::sourcelist "${root}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::State "${root}";
Dir::State::lists "lists";
Dir::State::status "${root}/status";
Dir::State::extended_states "extended_states";
Dir::Cache "${root}";
Dir::Log "${root}";
APT::Sandbox::User "root";
Acquire::Languages "none";
#clear Acquire::IndexTargets::deb::DEP-11;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
`
}

/** The mirror that this machine itself uses, asked from apt, which knows every form of its lists. */
export async function debianMirror(exec: Exec): Promise<string> {
  const { stdout } = await exec([
    'apt-get',
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Identifier: Packages',
  ])
  const mirror = stdout.split('\n').find((uri) => /\/debian\/?$/.test(uri))
  if (!mirror) throw new Error('apt knows no mirror of Debian on this machine')
  return mirror
}
