/** What other rooms may import from `lab`: what hosts are made from, and answers of its program. Pure. */

export const hostSuite = 'bookworm'
/** In the checkout; `opads images debian renew` writes it. */
export const hostLockFile = 'lab/debian/bookworm.lock'

/** Debian's smallest system, systemd and what Kubernetes needs of a host. */
export const hostWords: readonly string[] = [
  '?essential', '?priority(required)',
  'systemd', 'systemd-sysv', 'dbus', 'openssh-server', 'python3', 'iproute2', 'iptables', 'nftables', 'conntrack', 'ebtables', 'ethtool',
  'socat', 'kmod', 'procps', 'ca-certificates', 'curl', 'zstd', 'libseccomp2', 'iputils-ping',
] // biome-ignore format: a list of names

/**
 * One of the answers of `opads lab containers`. `inside`: a container that a host runs beside its pods, such as etcd. `host`: where it runs.
 * `memoryBytes`: the working set; of a host without its pods and containers.
 */
export type LabContainer = {
  readonly kind: 'host' | 'inside' | 'entrance'
  readonly name: string
  readonly host?: string
  readonly isRunning: boolean
  readonly memoryBytes: number
}
