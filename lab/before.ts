/** The machine's state before the first lab, and how it is restored after the last. Pure. */
import type { Argv } from '@opads/kernel/argv'
import { removeRules } from './firewall.ts'
import type { Units } from './units.ts'

/**
 * `engine`: our own, which we start and stop, or the machine's. `engineRules`: see `firewall.ts`. `bridge`: addresses of `docker0`, if it
 * existed. `sysctls`: path under /proc/sys → value. `units`: of Debian's engine. `packages`: Debian packages that `up` and its launcher
 * installed later. `isSettled`: the engine that came with them has been stopped, or is kept because it has containers.
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

/** When it changes, the kernel also changes redirects and the forwarding of each interface. */
export const forwarding = 'net/ipv4/ip_forward'

/** systemd and kubelets watch many files: the defaults are too low for a few hosts. */
export const wantedSysctls: Readonly<Record<string, number>> = {
  'fs/inotify/max_user_instances': 8192,
  'fs/inotify/max_user_watches': 524_288,
  [forwarding]: 1,
}

/** `net.ipv4.ip_forward`: those that are below what labs need. @param now path under /proc/sys → value */
export const lowSysctls = (now: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(wantedSysctls)
    .filter(([name, value]) => Number(now[name]) < value)
    .map(([name]) => name.replaceAll('/', '.'))

/** A note of an older checkout lacks fields: there the engine was always our own, and packages were not noted. */
export const beforeIn = (text: string): Before => ({
  engine: 'own',
  engineRules: [],
  units: {},
  packages: [],
  isSettled: false,
  ...JSON.parse(text),
})

/** Names the packages that were installed for labs and stay, and the command that removes them; empty if there are none. */
export const packagesLeft = ({ packages }: Before): string =>
  packages.length === 0
    ? ''
    : `● ${packages.length} Debian packages that were installed for this stay. To remove them too: apt-get purge --autoremove ${packages.join(' ')}`

/** `saved`: output of `iptables-save`. `isEngineLeft`: an engine runs that is not ours. `before`: `undefined` if none was noted. */
type Now = {
  readonly before: Before | undefined
  readonly saved: string
  readonly isEngineLeft: boolean
}

/** Commands in order, each of which may fail; then sysctls. What another engine needs too is kept: chains, forwarding, docker0. */
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

/** A bridge that a stopped engine had left stays and gets its addresses back: our engine has changed them. */
const bridgeAsBefore = (addresses: readonly string[] | undefined): readonly Argv[] =>
  addresses === undefined
    ? [['ip', 'link', 'delete', 'docker0']]
    : [
        ['ip', '-4', 'address', 'flush', 'dev', 'docker0', 'scope', 'global'],
        ...addresses.map((one): Argv => ['ip', 'address', 'add', one, 'broadcast', '+', 'dev', 'docker0']),
      ]

/** The addresses in the output of `ip -oneline -4 address show dev docker0`. */
export const addressesIn = (shown: string): readonly string[] =>
  [...shown.matchAll(/ inet (\S+)/g)].map(([, address]) => address!)
