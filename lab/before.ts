/** What the machine had before the first lab, and how it gets that back with the last. Pure. */
import type { Argv } from '@opads/kernel/argv'
import { removeRules } from './firewall.ts'

/** `engine`: one that we start and stop, or the one that the machine runs anyway. `sysctls`: path under /proc/sys → value. */
export type Before = {
  readonly engine: 'own' | 'machine'
  readonly forward: string
  readonly sysctls: Readonly<Record<string, string>>
}

/** Systemd and kubelets watch many files: the defaults are too low for a few hosts. */
export const wantedSysctls: Readonly<Record<string, number>> = {
  'fs/inotify/max_user_instances': 8192,
  'fs/inotify/max_user_watches': 524_288,
  'net/ipv4/ip_forward': 1,
}

/** A note that an older checkout made has no `engine`: it had always one of its own. */
export const beforeIn = (text: string): Before =>
  ({ engine: 'own', ...(JSON.parse(text) as object) }) as Before

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
  const commands: Argv[] = [...removeRules(saved, isEngineLeft)]
  if (!isEngineLeft) {
    commands.push(['ip', 'link', 'delete', 'docker0'])
    if (before) commands.push(['iptables', '-P', 'FORWARD', before.forward])
  }
  const sysctls = Object.entries(before?.sysctls ?? {}).filter(
    ([name]) => !isEngineLeft || !name.startsWith('net/'),
  )
  return { commands, sysctls: Object.fromEntries(sysctls) }
}
