/** Traces that a cloud could leave on the machine: equal before and after a story, also while other clouds run. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { exec } from '@opads/world/exec'
import { type Marks, marksOfOthers } from './other-labs.ts'
import { iptablesLines, nftLines, unitLines } from './trace-lines.ts'

export type Traces = Readonly<Record<string, readonly string[]>>

const sysctls = [
  'net/ipv4/ip_forward', 'fs/inotify/max_user_instances', 'fs/inotify/max_user_watches',
  // The kernel changes these with forwarding.
  'net/ipv4/conf/all/accept_redirects', 'net/ipv4/conf/default/accept_redirects', 'net/ipv4/conf/all/forwarding',
] // biome-ignore format: a list of names
/** Folders where our files would change how the machine boots. */
const bootFolders = ['/etc/systemd/system', '/etc/sysctl.d', '/etc/modules-load.d']
const engine = /(^|\/)(dockerd|containerd|containerd-shim\S*|docker-proxy)$/
/** Programs of a cloud, or scripts of an interpreter. */
const ofOurs =
  /dockerd|containerd|kubelet|kube-|etcd|\/opads|docker-proxy|systemd-socket|ansible|flanneld|nginx|postgres|cli\/main\.ts/
/** In the environment of every process that this story starts. */
process.env.OPADS_STORY ??= randomUUID()
const mark = `OPADS_STORY=${process.env.OPADS_STORY}`

/** @param own the story's cloud: ignores other labs, and processes that the story did not start. Without it, everything counts. */
export async function traces(own?: string, cgroups = '/sys/fs/cgroup'): Promise<Traces> {
  const others = await marksOfOthers(own)
  const said = async (...argv: [string, ...string[]]) =>
    (await exec(argv, { codes: 'any' }).catch(() => ({ stdout: '' }))).stdout
  const lines = async (...argv: [string, ...string[]]) => (await said(...argv)).split('\n').filter(Boolean)
  const mounts = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .map((line) => line.split(' ').slice(0, 3).join(' '))
    .filter((mount) => !isOfLiveBuild(mount) && !mount.endsWith(' binfmt_misc')) // systemd mounts it on access
  const all: Traces = {
    'network namespaces': await lines('ip', 'netns', 'list'),
    links: (await lines('ip', '-o', 'link'))
      .map((line) => line.split(':')[1]!.trim().split('@')[0]!)
      .filter((name) => !name.startsWith('veth')),
    mounts: mounts.filter(Boolean).sort(),
    'loop devices': await lines('losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE'),
    rules: iptablesLines(await said('iptables-save')),
    'nft rules': nftLines(await said('nft', 'list', 'ruleset')),
    units: unitLines(
      await said('systemctl', 'show', '--all', '--property', 'Id,UnitFileState,ActiveState', 'docker.socket', 'docker.service', 'containerd.service', 'opads-*'),
    ), // biome-ignore format: one command
    sysctls: await Promise.all(
      sysctls.map(async (name) => `${name}=${(await readFile(`/proc/sys/${name}`, 'utf8')).trim()}`),
    ),
    'files of the start': (
      await Promise.all(bootFolders.map((folder) => readdir(folder).catch(() => [] as string[])))
    )
      .flat()
      .filter((name) => name.includes('opads')),
    processes: await processes(own, others),
    cgroups: await cgroupsOf(cgroups),
  }
  const isTheirs = (line: string) => others.some((piece) => line.includes(piece))
  return Object.fromEntries(
    Object.entries(all).map(([kind, found]) => [kind, found.filter((line) => !isTheirs(line))]),
  )
}

/** v1: a group per controller; v2: one tree, with a systemd scope per container. Every engine leaves an empty group `docker`. */
async function cgroupsOf(root: string): Promise<readonly string[]> {
  // Groups come and go while they are listed: find passes over those that have gone.
  const { stdout } = await exec(['find', root, '-type', 'd', '-printf', '%P\\n'], { codes: 'any' })
  return stdout
    .split('\n')
    .filter((path) => /(^|\/)(docker\/.|docker-.+\.scope|kubelet|kubepods|opads)/.test(path))
    .sort()
}

async function processes(own: string | undefined, others: Marks): Promise<readonly string[]> {
  const found: string[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue
    const text = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
    const words = (await text('cmdline')).split('\0').filter(Boolean)
    const program = words[0] ?? ''
    if (!words.slice(0, 2).some((word) => ofOurs.test(word))) continue
    const place = await text('cgroup')
    if (others.some((piece) => place.includes(piece) || words.some((word) => word.includes(piece)))) continue
    if (own === undefined || (await isOfStory(program, place, others, text))) found.push(program)
  }
  return found.sort()
}

/** Whether it runs in a container, is an engine that no other lab needs, or was started by this story. */
async function isOfStory(
  program: string,
  place: string,
  others: Marks,
  text: (name: string) => Promise<string>,
): Promise<boolean> {
  if (/docker[/-][0-9a-f]{64}/.test(place)) return true
  if (engine.test(program)) return others.length === 0
  return (await text('environ')).split('\0').includes(mark)
}

/** A mount of another opads that builds an image layer now. Its name has the process id; after the process ended it counts as a trace. */
function isOfLiveBuild(mount: string): boolean {
  const pid = /\.draft-(\d+)\//.exec(mount)?.[1]
  return pid !== undefined && existsSync(`/proc/${pid}`)
}
