/** On a bare Debian 12 with only git (no Node, npm, Go or compiler) a fresh clone starts and builds a program. Two minutes, as root. */
import assert from 'node:assert/strict'
import { access, copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { onlyWhenChanged } from '@opads/tools/long-tests'
import { apt } from '@opads/world/apt'
import { exec } from '@opads/world/exec'
import type { Artifact } from './contract.ts'

const skip = onlyWhenChanged('artifacts')
const checkout = join(import.meta.dirname, '..')
const top = await mkdtemp(join(tmpdir(), 'opads-bare-'))
const root = join(top, 'root')
const home = join(root, 'root/opads')
after(() => rm(top, { recursive: true, force: true }))

/** The bare machine gets this machine's settings of package sources, and nothing else of its environment. */
async function environment(): Promise<Readonly<Record<string, string | undefined>>> {
  const said = async (program: string, ...words: string[]) =>
    (await exec([program, ...words], { codes: 'any' }).catch(() => ({ stdout: '' }))).stdout.trim() ||
    undefined
  const proxies = Object.entries(process.env).filter(([name]) => /^(https?|no)_proxy$/i.test(name))
  return {
    ...Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined])),
    ...Object.fromEntries(proxies),
    HOME: '/root',
    LANG: 'C.UTF-8',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    npm_config_registry: await said('npm', 'config', 'get', 'registry'),
    GOPROXY: await said('go', 'env', 'GOPROXY'),
    GOSUMDB: await said('go', 'env', 'GOSUMDB'),
  }
}

/** Runs a command in the bare machine: own mount, PID and UTS namespaces; this machine's network unless `isAlone`. */
async function inside(argv: readonly string[], { isAlone = false, more = {} } = {}) {
  const namespaces = ['--mount', '--pid', '--fork', '--uts', '--ipc', ...(isAlone ? ['--net'] : [])]
  const enter = ['unshare', ...namespaces, '--kill-child', `--mount-proc=${root}/proc`] as const
  return exec([...enter, 'chroot', root, ...argv], { env: { ...(await environment()), ...more } })
}
const opads = '/root/opads/opads'
const isThere = (path: string) => access(join(root, path)).then(() => true).catch(() => false) // biome-ignore format: one line

test('a bare Debian 12 with a fresh clone', { timeout: 5 * 60_000, skip }, async () => {
  const sources = `deb ${(await apt(exec).archives()).main[0]!.uri} bookworm main`
  // biome-ignore format: one command
  await exec(['mmdebstrap', '--quiet', '--mode=root', '--variant=minbase', '--include=git,ca-certificates', 'bookworm', root, sources])
  for (const file of ['etc/resolv.conf', 'etc/hosts', 'etc/ssl/certs/ca-certificates.crt'])
    await copyFile(join('/', file), join(root, file))
  await exec(['git', 'clone', '--quiet', '--no-hardlinks', checkout, home])
  const changed = await exec(['git', 'ls-files', '--modified', '--others', '--exclude-standard'], { cwd: checkout }) // biome-ignore format: one line
  for (const path of changed.stdout.split('\n').filter(Boolean))
    await exec(['cp', '--parents', path, home], { cwd: checkout, codes: 'any' }) // a deleted file is not an error
  for (const name of ['node', 'npm', 'go', 'gcc', 'java'])
    assert.equal(await isThere(`usr/bin/${name}`), false)

  assert.match((await inside([opads, 'version'])).stdout, /^\d+\.\d+\.\d+\n$/)
})

test('the launcher gets Node, the command gets Go, the program is built and runs', {
  timeout: 10 * 60_000,
  skip,
}, async () => {
  const { stdout, stderr } = await inside([opads, 'artifacts', 'get', 'cni-flannel', '--json'])
  const artifact = JSON.parse(stdout) as Artifact
  const said = stderr.split('\n')
  assert.deepEqual(said.slice(0, 3), [
    '  ◐ Debian packages: nodejs npm ca-certificates libatomic1',
    '  ◐ Node and npm by their lock file',
    '  ◐ Packages of this checkout',
  ])
  assert.ok(said.some((line) => line.includes('no Go on this machine: fetching Go of Debian 13')))
  // Packages that the machine did not have, for `opads down` to list.
  const noted = await readFile(join(root, 'var/lib/opads/lab/launcher-packages'), 'utf8')
  assert.equal(noted, 'nodejs\nnpm\nlibatomic1\n')
  assert.ok(said.length < 60, `a new user reads ${said.length} lines`)
  const version = await inside([artifact.files.flannel!], { more: { CNI_COMMAND: 'VERSION' } })
  assert.match(version.stdout, /"supportedVersions"/)
})

test('Go came without a trace on the machine', { skip }, async () => {
  assert.equal(await isThere('usr/bin/go'), false)
  assert.equal(await isThere('usr/lib/go'), false)
  const lists = await readdir(join(root, 'var/lib/apt/lists'))
  assert.ok(lists.some((name) => name.includes('bookworm')) && !lists.some((name) => name.includes('trixie')))
})

test('the second time nothing is fetched: it goes without a network', { timeout: 60_000, skip }, async () => {
  const { stdout, stderr } = await inside([opads, 'artifacts', 'get', 'cni-flannel'], { isAlone: true })
  assert.match(stdout, /^● cni-flannel 0\.9\.1 {3}\/root\/.*\/flannel\n$/)
  assert.equal(stderr, '')
})
