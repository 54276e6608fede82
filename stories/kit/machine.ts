/** What the machine holds that a cloud could leave behind: taken before and after, the two must be equal. */
import { readdir, readFile } from 'node:fs/promises'
import { exec } from '@opads/world/exec'

export type Traces = Readonly<Record<string, readonly string[]>>

const sysctls = ['net/ipv4/ip_forward', 'fs/inotify/max_user_instances', 'fs/inotify/max_user_watches']
/** Processes that come and go with nothing of ours. */
const ofOurs = /dockerd|containerd|kubelet|kube-|etcd|\/opads|docker-proxy|ansible|flanneld|nginx|postgres/

export async function traces(): Promise<Traces> {
  const lines = async (...argv: [string, ...string[]]) =>
    (await exec(argv, { codes: 'any' }).catch(() => ({ stdout: '' }))).stdout.split('\n').filter(Boolean)
  const mounts = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .map((line) => line.split(' ').slice(0, 3).join(' '))
  const rules = (await lines('iptables-save'))
    .filter((line) => /^(-A|:|\*)/.test(line))
    .map((line) => line.replace(/ \[\d+:\d+\]$/, ''))
  return {
    'network namespaces': await lines('ip', 'netns', 'list'),
    links: (await lines('ip', '-o', 'link'))
      .map((line) => line.split(':')[1]!.trim().split('@')[0]!)
      .filter((name) => !name.startsWith('veth')),
    mounts: mounts.filter(Boolean).sort(),
    'loop devices': await lines('losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE'),
    rules: withoutEmptyTables(rules),
    sysctls: await Promise.all(
      sysctls.map(async (name) => `${name}=${(await readFile(`/proc/sys/${name}`, 'utf8')).trim()}`),
    ),
    processes: await processes(),
    cgroups: (await readdir('/sys/fs/cgroup/memory').catch(() => [])).filter((name) =>
      /docker|kubelet|opads/.test(name),
    ),
  }
}

/** A table that was looked at is listed with its empty chains from then on. */
function withoutEmptyTables(rules: readonly string[]): readonly string[] {
  const kept: string[] = []
  let table = ''
  for (const line of rules) {
    if (line.startsWith('*')) table = line
    else if (line.startsWith('-A') || !/^:(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING) ACCEPT$/.test(line))
      kept.push(`${table} ${line}`)
  }
  return kept
}

async function processes(): Promise<readonly string[]> {
  const found: string[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0').filter(Boolean)
    const program = words[0] ?? ''
    if (ofOurs.test(program)) found.push(program)
  }
  return found.sort()
}
