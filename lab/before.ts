/** What the machine had before the first lab, and how it gets that back with the last. Pure. */
import type { Argv } from '@opads/kernel/argv'
import { removeRules } from './firewall.ts'
import type { Units } from './units.ts'

/**
 * `engine`: one that we start and stop, or the one that the machine runs anyway. `engineRules`: see `firewall.ts`. `bridge`: addresses of
 * `docker0` where it is there. `sysctls`: path under /proc/sys → value. `units`: of Debian's engine. `packages`: of Debian, which `up` and
 * its launcher installed then. `isSettled`: what came with them has been stopped.
 */
export type Before = {
  readonly engine: 'own' | 'machine'
  readonly forward: string
  readonly engineRules: readonly string[]
  readonly bridge?: readonly string[]
  readonly sysctls: Readonly<Record<string, string>>
  readonly units: Units
  readonly packages: readonly string[]
  readonly isSettled: boolean
}

/** A change of it has the kernel set redirects, and what each interface forwards, without being asked. */
export const forwarding = 'net/ipv4/ip_forward'

/** Systemd and kubelets watch many files: the defaults are too low for a few hosts. */
export const wantedSysctls: Readonly<Record<string, number>> = {
  'fs/inotify/max_user_instances': 8192,
  'fs/inotify/max_user_watches': 524_288,
  [forwarding]: 1,
}

/** A note that an older checkout made lacks some: the engine was always one of its own, packages were not noted. */
export const beforeIn = (text: string): Before => ({
  engine: 'own',
  engineRules: [],
  units: {},
  packages: [],
  isSettled: false,
  ...JSON.parse(text),
})

/** What stays of the packages that were installed for labs, and how they go; nothing where there are none. */
export const packagesLeft = ({ packages }: Before): string =>
  packages.length === 0
    ? ''
    : `● ${packages.length} Debian packages that were installed for this stay. To remove them too: apt-get purge --autoremove ${packages.join(' ')}`

/** `saved`: what `iptables-save` prints. `isEngineLeft`: an engine runs that is not ours. `before`: none was noted. */
export type Now = {
  readonly before: Before | undefined
  readonly saved: string
  readonly isEngineLeft: boolean
}

/** Commands that may fail, one by one; then sysctls. Another engine keeps what it needs too: chains, forwarding, docker0. */
export function givingBack({ before, saved, isEngineLeft }: Now): {
  readonly commands: readonly Argv[]
  readonly sysctls: Readonly<Record<string, string>>
} {
  const commands: Argv[] = [...removeRules(saved, isEngineLeft, before?.engineRules ?? [])]
  if (!isEngineLeft) {
    commands.push(...bridgeAsBefore(before?.bridge))
    if (before) commands.push(['iptables', '-P', 'FORWARD', before.forward])
  }
  const sysctls = Object.entries(before?.sysctls ?? {}).filter(
    ([name]) => !isEngineLeft || !name.startsWith('net/'),
  )
  return { commands, sysctls: Object.fromEntries(sysctls) }
}

/** The bridge of a stopped engine stays, with its own addresses: ours has given it another. */
const bridgeAsBefore = (addresses: readonly string[] | undefined): readonly Argv[] =>
  addresses === undefined
    ? [['ip', 'link', 'delete', 'docker0']]
    : [
        ['ip', '-4', 'address', 'flush', 'dev', 'docker0', 'scope', 'global'],
        ...addresses.map((one): Argv => ['ip', 'address', 'add', one, 'broadcast', '+', 'dev', 'docker0']),
      ]

/** Addresses in what `ip -oneline -4 address show dev docker0` prints. */
export const addressesIn = (shown: string): readonly string[] =>
  [...shown.matchAll(/ inet (\S+)/g)].map(([, address]) => address!)
