/** Commands of the container engine as data. Pure. Source of the flags: lab/README.md */
import type { Argv } from '@opads/kernel/argv'
import { labFolder } from '@opads/kernel/cloud-name'
import type { CgroupDriver } from './cgroup.ts'

/** The labs' socket: of our own engine, or a link to the socket of the machine's. */
export const socket = '/run/opads-lab/docker.sock'
export const machineSocket = '/run/docker.sock'
export const engineFolder = `/var/lib/opads/${labFolder}`
export const pidFile = '/run/opads-lab/docker.pid'
/** dockerd starts this containerd, or uses one that it finds. */
export const containerdPidFile = '/run/opads-lab/docker/containerd/containerd.pid'

export const docker = (...words: string[]): Argv => ['docker', '--host', `unix://${socket}`, ...words]

/** Images, containers and volumes of an engine of our own. */
export const dataFolder = `${engineFolder}/docker`

export const startEngine = (driver: CgroupDriver): Argv => [
  'dockerd',
  '--host',
  `unix://${socket}`,
  '--data-root',
  dataFolder,
  '--exec-root',
  '/run/opads-lab/docker',
  '--pidfile',
  pidFile,
  '--bip',
  '198.18.255.1/24',
  '--exec-opt',
  `native.cgroupdriver=${driver}`,
]

export type HostPlan = {
  readonly lab: string
  readonly name: string
  readonly image: string
  readonly address: string
  readonly overlayAddress: string
  /** Has the lab's files for its hosts: `authorized_keys`, `trust.crt`. */
  readonly folder: string
  /** `192.0.2.1:8443`, from where the engine leads to the host's port 443; the first host only. */
  readonly publish?: string
  /** `127.0.0.1:8443`, from where a container of its own leads there (`entrance.ts`); the first host only. */
  readonly entrance?: string
}

export const containerName = (lab: string, host: string) => `opads-${lab}-${host}`
export const networkName = (lab: string, kind: 'management' | 'overlay') => `opads-${lab}-${kind}`
/** At most 15 characters: the kernel's limit for interfaces. */
const bridgeName = (slot: number, kind: 'management' | 'overlay') =>
  `opads${slot}-${kind === 'management' ? 'mgmt' : 'over'}`

export function createNetwork(
  lab: string,
  kind: 'management' | 'overlay',
  slot: number,
  range: string,
): Argv {
  return docker(
    'network',
    'create',
    '--label',
    `opads.lab=${lab}`,
    '--subnet',
    range,
    '--opt',
    `com.docker.network.bridge.name=${bridgeName(slot, kind)}`,
    networkName(lab, kind),
  )
}

/**
 * Devices of a host besides null, zero, full, random, urandom and terminals, which the engine gives to every container: the kernel's
 * log, FUSE, tunnels. No disk of the machine.
 */
const devices = ['c 1:11', 'c 10:229', 'c 10:200'] as const

/** A container that boots systemd. `--privileged` would need a capability that the machine may not have itself. */
export function runHost(host: HostPlan): Argv {
  return docker(
    'run',
    '--detach',
    '--name',
    containerName(host.lab, host.name),
    '--hostname',
    host.name,
    '--label',
    `opads.lab=${host.lab}`,
    '--restart',
    'unless-stopped',
    '--cap-add',
    'ALL',
    // The machine may not have the first; the others change the machine itself: its modules, memory and clock.
    ...['SYS_RESOURCE', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_TIME'].flatMap((name) => ['--cap-drop', name]),
    ...['apparmor=unconfined', 'seccomp=unconfined', 'systempaths=unconfined'].flatMap((option) => [
      '--security-opt',
      option,
    ]),
    ...devices.flatMap((device) => ['--device-cgroup-rule', `${device} rwm`]),
    '--tmpfs',
    '/run',
    '--tmpfs',
    '/tmp:exec',
    '--volume',
    '/var',
    '--volume',
    `${host.folder}/authorized_keys:/root/.ssh/authorized_keys:ro`,
    '--volume',
    `${host.folder}/trust.crt:/usr/local/share/ca-certificates/operator.crt:ro`,
    '--cgroupns',
    'private',
    '--stop-signal',
    'SIGRTMIN+3',
    '--network',
    networkName(host.lab, 'management'),
    '--ip',
    host.address,
    ...(host.publish ? ['--publish', `${host.publish}:443`] : []),
    host.image,
    '/usr/local/sbin/opads-init',
  )
}
