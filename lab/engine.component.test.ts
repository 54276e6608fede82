/**
 * The real container engine in its own network, mount and PID namespaces: this machine is not touched.
 * The test starts this file again there, once per scene; the scene returns what it saw as JSON.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { addressesIn } from './before.ts'
import {
  createNetwork,
  dataFolder,
  docker,
  engineFolder,
  machineSocket,
  networkName,
  socket,
} from './docker.ts'
import { ensureEngine, isEngineUp, releaseEngine } from './engine.ts'
import { type EngineProcess, engineProcesses } from './engine-process.ts'
import { forwardPolicy } from './firewall.ts'
import { removeHostImages } from './host-image.ts'
import { noteBefore } from './note.ts'
import { playIfAsked, play as playIn } from './test-scenes/scenes.ts'

type Seen = {
  readonly engines: readonly EngineProcess[]
  readonly isUp: boolean
  readonly isLink: boolean
  /** inotify instances and watches per user. */
  readonly limits: readonly [number, number]
  /** Rules and chains, without counters. */
  readonly rules: readonly string[]
  readonly forward: string
  /** ip_forward, accept_redirects of all, forwarding of lo. */
  readonly ipv4: readonly string[]
  /** Addresses of docker0. */
  readonly bridge: readonly string[]
  /** Of the machine's own engine. */
  readonly images: string
  readonly keepsData: boolean
  readonly said: readonly string[]
}
const limits = '/proc/sys/fs/inotify'
const limit = async (name: string) => Number(await readFile(`${limits}/${name}`, 'utf8'))
const ipv4 = async (name: string) => (await readFile(`/proc/sys/net/ipv4/${name}`, 'utf8')).trim()
const see = async (): Promise<Seen> => ({
  engines: await engineProcesses(),
  isUp: await isEngineUp(exec),
  isLink: await lstat(socket).then(
    (one) => one.isSymbolicLink(),
    () => false,
  ),
  limits: [await limit('max_user_instances'), await limit('max_user_watches')],
  rules: (await exec(['iptables-save'])).stdout
    .split('\n')
    .filter((line) => /^-A|^:DOCKER/.test(line))
    .map((line) => line.replace(/ \[.*/, '')),
  forward: forwardPolicy((await exec(['iptables-save'])).stdout),
  ipv4: await Promise.all(['ip_forward', 'conf/all/accept_redirects', 'conf/lo/forwarding'].map(ipv4)),
  bridge: addressesIn(
    (await exec(['ip', '-oneline', '-4', 'address', 'show', 'dev', 'docker0'], { codes: 'any' })).stdout,
  ),
  images: await theirImages(),
  keepsData: existsSync(dataFolder),
  said,
})

const network = async () => void (await exec(createNetwork('scene', 'management', 0, '198.18.0.0/24')))
const removeNetwork = () => exec(docker('network', 'rm', networkName('scene', 'management')))
/** What `release` says. */
const said: string[] = []
const release = (purge = false) => releaseEngine(exec, (line) => said.push(line), purge)
/** An older image, and the one that replaces it. */
async function hostImages(): Promise<void> {
  for (const key of ['old', 'new'])
    await exec([
      'sh',
      '-c',
      'tar c -C / etc/hostname | "$@"',
      'sh',
      ...docker('import', '-', `opads-host:${key}`),
    ])
  await removeHostImages(exec, 'opads-host:new')
}
const theirImages = async () =>
  (
    await exec(['docker', '--host', `unix://${machineSocket}`, 'image', 'ls', '--format', '{{.Tag}}'], {
      codes: 'any',
    })
  ).stdout

async function otherEngine(...network: readonly string[]): Promise<void> {
  const folder = '/run/other-engine'
  await mkdir(folder)
  const words = ['--host', `unix://${machineSocket}`, '--data-root', '/var/lib/opads/other', ...network]
  const places = ['--exec-root', folder, '--pidfile', '/run/docker.pid']
  spawn('dockerd', [...words, ...places], { stdio: 'ignore' })
  await waitFor('the other engine', () =>
    exec(['docker', '--host', `unix://${machineSocket}`, 'info']).then(() => true),
  )
}

const scenes: Readonly<Record<string, () => Promise<readonly Seen[]>>> = {
  alone: async () => {
    await ensureEngine(exec)
    await network()
    const during = await see()
    await ensureEngine(exec)
    const again = await see()
    await removeNetwork()
    await hostImages()
    await release()
    return [during, again, await see()]
  },
  killed: async () => {
    await ensureEngine(exec)
    await network()
    for (const { pid } of await engineProcesses()) process.kill(pid, 'SIGKILL')
    await waitFor('its end', async () => (await engineProcesses()).length === 0)
    await ensureEngine(exec)
    const restored = await see()
    await removeNetwork()
    await release()
    return [restored, await see()]
  },
  machine: async () => {
    await otherEngine('--bridge', 'none')
    const before = await see()
    await ensureEngine(exec)
    await network()
    const during = await see()
    await removeNetwork()
    await hostImages()
    await release()
    return [before, during, await see()]
  },
  installed: async () => {
    await mkdir(engineFolder)
    await writeFile(join(engineFolder, 'launcher-packages'), 'npm\nzstd\n') // as the launcher does
    await noteBefore(exec, ['docker.io', 'zstd'])
    await otherEngine('--bip', '198.51.100.1/24') // as its package starts it: it sets FORWARD to DROP
    await ensureEngine(exec)
    const during = await see()
    await release()
    return [during, await see()]
  },
  'installed, then killed': async () => {
    await noteBefore(exec, ['docker.io', 'zstd'])
    await otherEngine('--bip', '198.51.100.1/24')
    await release()
    return [await see()]
  },
  'installed, then used': async () => {
    await noteBefore(exec, ['docker.io', 'zstd'])
    await otherEngine('--bridge', 'none')
    const theirs = ['docker', '--host', `unix://${machineSocket}`] as const
    await exec(['sh', '-c', `tar c -C / etc/hostname | "$@" import - theirs`, 'sh', ...theirs])
    await exec([...theirs, 'create', 'theirs', 'true'])
    await ensureEngine(exec)
    await release()
    return [await see()]
  },
  purged: async () => {
    await ensureEngine(exec)
    await hostImages()
    await release(true)
    return [await see()]
  },
  'stopped before': async () => {
    await otherEngine('--bip', '198.51.100.1/24')
    await exec(['iptables', '-A', 'DOCKER-USER', '-s', '192.0.2.7/32', '-j', 'DROP'])
    for (const { pid } of await engineProcesses()) process.kill(pid, 'SIGKILL')
    await waitFor('its end', async () => (await engineProcesses()).length === 0)
    const before = await see()
    await ensureEngine(exec)
    await network()
    await removeNetwork()
    await release()
    return [before, await see()]
  },
  later: async () => {
    await ensureEngine(exec)
    await network()
    await otherEngine('--bridge', 'none')
    await release()
    return [await see()]
  },
}

await playIfAsked(scenes)

/** Own inotify limits, and a known state of forwarding. */
const prepare = `mount -t tmpfs tmpfs ${limits} && echo 128 >${limits}/max_user_instances &&
  echo 1000000 >${limits}/max_user_watches && cd /proc/sys/net/ipv4 && echo 0 >ip_forward && echo 0 >conf/all/accept_redirects && echo 1 >conf/lo/forwarding`
const play = (scene: string) => playIn<Seen>(import.meta.filename, scene, prepare)
const bare = {
  engines: [],
  isUp: false,
  isLink: false,
  limits: [128, 1_000_000],
  rules: [],
  forward: 'ACCEPT',
  ipv4: ['0', '0', '1'],
  bridge: [],
  images: '',
  keepsData: true,
}
const options = { skip: process.getuid?.() !== 0 && 'only root starts an engine', timeout: 150_000 }

test('an engine of our own comes once, and goes with every rule and chain', options, async () => {
  const [during, again, after] = await play('alone')
  assert.equal(during?.isUp, true)
  assert.ok(during.rules.some((rule) => rule.includes('opads0-mgmt')))
  assert.deepEqual(again?.engines, during.engines)
  assert.deepEqual(during.limits, [8192, 1_000_000]) // what was higher stays
  assert.deepEqual(after, { ...bare, said: [] })
})
test('purged, the engine leaves no image of hosts', options, async () => {
  assert.equal((await play('purged'))[0]?.keepsData, false)
})
test(
  'an engine that was killed is started again, with its networks, and still leaves nothing',
  options,
  async () => {
    const [restored, after] = await play('killed')
    assert.equal(restored?.isUp, true)
    assert.ok(restored.rules.some((rule) => rule.includes('opads0-mgmt')))
    assert.deepEqual(after?.rules, [])
  },
)
test(
  'an engine that the machine runs is used, and is as before when the labs are gone',
  options,
  async () => {
    const [before, during, after] = await play('machine')
    assert.equal(during?.isLink, true)
    assert.deepEqual(during.engines, before?.engines)
    assert.deepEqual(after?.engines, before?.engines)
    assert.equal(after?.isLink, false)
    assert.equal(after?.images, '')
    assert.ok(before?.rules.includes('-A FORWARD -j DOCKER-USER'))
    const missing = before?.rules.filter((rule) => !after?.rules.includes(rule))
    assert.deepEqual(missing, [])
  },
)
test(
  'an engine that runs only because its package was installed is not the machine’s, and goes',
  options,
  async () => {
    const [during, after] = await play('installed')
    assert.deepEqual(
      [during?.isUp, during?.isLink, during?.engines.map((one) => one.isOurs)],
      [true, false, [true]],
    )
    assert.equal(during?.forward, 'DROP')
    assert.match(
      after?.said.join() ?? '',
      /3 Debian packages .* stay.*apt-get purge --autoremove npm zstd docker\.io$/,
    )
    assert.deepEqual(after, { ...bare, said: after?.said })
  },
)
test('so it does where a run was killed before it made hosts', options, async () => {
  const [after] = await play('installed, then killed')
  assert.deepEqual(after, { ...bare, keepsData: false, said: after?.said })
})
test(
  'a stopped engine keeps its bridge, its chains and what an administrator has put to them',
  options,
  async () => {
    const [before, after] = await play('stopped before')
    assert.ok(before && after)
    assert.ok(before.rules.includes('-A DOCKER-USER -s 192.0.2.7/32 -j DROP'))
    assert.deepEqual(before.bridge, ['198.51.100.1/24'])
    assert.deepEqual(after.bridge, before.bridge)
    assert.deepEqual(after.rules.toSorted(), before.rules.toSorted())
  },
)
test('an installed engine in which somebody has made a container stays', options, async () => {
  const [after] = await play('installed, then used')
  assert.deepEqual(
    after?.engines.map((one) => one.isOurs),
    [false],
  )
})
test('an engine that somebody starts beside ours keeps its chains when ours goes', options, async () => {
  const [after] = await play('later')
  assert.deepEqual(
    after?.engines.map((one) => one.isOurs),
    [false],
  )
  assert.ok(after?.rules.includes('-A FORWARD -j DOCKER-USER'))
  assert.deepEqual(
    after?.rules.filter((rule) => rule.includes('opads0-mgmt')),
    [],
  )
})
