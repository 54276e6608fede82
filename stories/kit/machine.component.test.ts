/** Plants one trace of each kind and finds it: in namespaces of its own, or by fake programs that print it. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { type Traces, traces } from './machine.ts'

const folder = await mkdtemp(join(tmpdir(), 'opads-traces-'))
after(() => rm(folder, { recursive: true }))
const options = { skip: process.getuid?.() !== 0 && 'only root has namespaces', timeout: 60_000 }

const asked = process.env.OPADS_TEST_OWN
if (asked !== undefined) {
  process.stdout.write(JSON.stringify(await traces(asked === '' ? undefined : asked)))
  process.exit(0)
}

/** The traces seen by a process in its own network and mount namespace, after these commands. */
async function seenAfter(commands: string, own = ''): Promise<Traces> {
  const words = ['unshare', '--net', '--mount', '--', 'sh', '-c', `${commands}\nexec "$0" "$1"`] as const
  const env = { OPADS_TEST_OWN: own, NODE_TEST_CONTEXT: undefined, PATH: `${folder}:${process.env.PATH}` }
  const { stdout } = await exec([...words, process.execPath, import.meta.filename], { env })
  return JSON.parse(stdout) as Traces
}
/** Makes a fake program that prints this text. */
async function says(name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\ncat <<'END'\n${text}\nEND\n`)
  await chmod(join(folder, name), 0o755)
}
/** Others on this machine start processes and make control groups meanwhile: those are found by tests of their own. */
const planted = (before: Traces, now: Traces) => {
  const { processes, cgroups, ...ours } = more(before, now)
  return ours
}
const more = (before: Traces, now: Traces): Traces =>
  Object.fromEntries(
    Object.entries(now)
      .map(([kind, lines]) => [kind, lines.filter((line) => !before[kind]!.includes(line))] as const)
      .filter(([, lines]) => lines.length > 0),
  )

test('links, mounts, rules, policies and sysctls', options, async () => {
  const clean = 'echo 0 >/proc/sys/net/ipv4/ip_forward'
  const before = await seenAfter(clean)
  const commands = `${clean}
    ip link add opads9-mgmt type bridge
    mount -t tmpfs left /mnt
    iptables -P FORWARD DROP
    iptables -A FORWARD -i opads9-mgmt -j ACCEPT
    echo 1 >/proc/sys/net/ipv4/ip_forward`
  assert.deepEqual(planted(before, await seenAfter(commands)), {
    links: ['opads9-mgmt'],
    mounts: ['left /mnt tmpfs'],
    rules: ['*filter :FORWARD DROP', '*filter -A FORWARD -i opads9-mgmt -j ACCEPT'],
    // The kernel changes the other two with the first.
    sysctls: [
      'net/ipv4/ip_forward=1',
      'net/ipv4/conf/all/accept_redirects=0',
      'net/ipv4/conf/all/forwarding=1',
    ],
  })
})

test('nft rules and units, where their programs are', options, async () => {
  const before = await seenAfter('')
  await says(
    'nft',
    'table ip x {\n\tchain y {\n\t\ttype filter hook forward priority filter; policy drop;\n\t}\n}',
  )
  await says('systemctl', 'Id=docker.service\nActiveState=active\nUnitFileState=enabled')
  assert.deepEqual(planted(before, await seenAfter('')), {
    'nft rules': ['table ip x chain y type filter hook forward priority filter; policy drop;'],
    units: ['docker.service enabled active'],
  })
})

test('control groups of both versions', async () => {
  const root = join(folder, 'cgroup')
  const seen = async () => (await traces(undefined, root)).cgroups
  await mkdir(join(root, 'memory/docker'), { recursive: true }) // every engine leaves this group
  assert.deepEqual(await seen(), [])
  await mkdir(join(root, 'memory/docker/0a1b'))
  await mkdir(join(root, 'cpu/kubelet'), { recursive: true })
  await mkdir(join(root, 'system.slice/docker-0a1b.scope/kubepods.slice'), { recursive: true })
  await mkdir(join(root, 'system.slice/ssh.service'))
  assert.deepEqual(await seen(), [
    'cpu/kubelet',
    'memory/docker/0a1b',
    'system.slice/docker-0a1b.scope',
    'system.slice/docker-0a1b.scope/kubepods.slice',
  ])
})

test('processes of the story, and not those that a user has beside it', options, async () => {
  await symlink('/bin/sleep', join(folder, 'kubelet'))
  const start = async (env: NodeJS.ProcessEnv) => {
    const child = spawn(join(folder, 'kubelet'), ['60'], { env, stdio: 'ignore' })
    await once(child, 'spawn')
    return child
  }
  const foreign = await start({ ...process.env, OPADS_STORY: undefined })
  const before = await traces('story')
  const own = await start(process.env)
  try {
    assert.deepEqual(more(before, await traces('story')), { processes: [join(folder, 'kubelet')] })
    const everything = (await traces()).processes!.filter((one) => one === join(folder, 'kubelet'))
    assert.equal(everything.length, 2)
  } finally {
    for (const child of [foreign, own]) child.kill()
  }
})
