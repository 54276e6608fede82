/** Which firewall rules the engine left behind, as commands that take them away and nothing else. Pure. */
import type { Argv } from '@opads/kernel/argv'

const ofLabs = /\bopads\d+-(mgmt|over)\b|198\.18\.255\.0\/24/
const ofAnyEngine = /\bDOCKER[A-Z0-9-]*\b|\bdocker0\b/

/** Rules and chains of engines, each with its table: what a stopped one has left, and what an administrator has put to it. */
export const engineRules = (saved: string): readonly string[] =>
  [...linesOf(saved)]
    .filter(({ line }) => ofAnyEngine.test(line) && !ofLabs.test(line))
    .map(({ table, line }) => `${table} ${line}`)

/** Without counters. */
function* linesOf(saved: string): Generator<{ readonly table: string; readonly line: string }> {
  let table = 'filter'
  for (const line of saved.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1)
    if (/^(-A|:)/.test(line)) yield { table, line: line.replace(/^(:.*) \[\d+:\d+\]$/, '$1') }
  }
}

/**
 * @param saved what `iptables-save` prints
 * @param earlier `engineRules` of before: they stay
 * @param isEngineLeft another engine runs: chains have the same names for all engines, and are left to it
 */
export function removeRules(
  saved: string,
  isEngineLeft: boolean,
  earlier: readonly string[],
): readonly Argv[] {
  const isOurs = (line: string) => ofLabs.test(line) || (!isEngineLeft && ofAnyEngine.test(line))
  const rules: Argv[] = []
  const chains: Argv[] = []
  for (const { table, line } of linesOf(saved)) {
    if (earlier.includes(`${table} ${line}`)) continue
    const chain = /^:(DOCKER[A-Z0-9-]*) /.exec(line)?.[1]
    if (chain && !isEngineLeft) chains.push(['iptables', '-t', table, '-X', chain])
    if (line.startsWith('-A ') && isOurs(line))
      rules.push([
        'iptables',
        '-t',
        table,
        '-D',
        ...line
          .slice(3)
          .split(' ')
          .map((word) => word.replaceAll('"', '')),
      ])
  }
  return [...rules, ...chains]
}

/** The same of a machine that has no `iptables`: what `nft list chain ip filter FORWARD` prints. */
export const forwardPolicyOfNft = (chain: string): string =>
  /\bhook forward\b[^}]*\bpolicy drop\b/.test(chain) ? 'DROP' : 'ACCEPT'

/** The policy of FORWARD, which the engine turns to DROP. */
export function forwardPolicy(saved: string): string {
  const filter = saved.slice(saved.indexOf('*filter'))
  return /^:FORWARD (\w+)/m.exec(filter)?.[1] ?? 'ACCEPT'
}
