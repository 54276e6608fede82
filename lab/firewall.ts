/** Commands that delete the firewall rules which the engine left, and no others. Pure. */
import type { Argv } from '@opads/kernel/argv'

const ofLabs = /\bopads\d+-(mgmt|over)\b|198\.18\.255\.0\/24/
const ofAnyEngine = /\bDOCKER[A-Z0-9-]*\b|\bdocker0\b/

/** Rules and chains of engines, each with its table: left by a stopped engine, or added by an administrator. */
export const engineRules = (saved: string): readonly string[] =>
  [...linesOf(saved)]
    .filter(({ line }) => ofAnyEngine.test(line) && !ofLabs.test(line))
    .map(({ table, line }) => `${table} ${line}`)

/** Rules and chains, without counters. */
function* linesOf(saved: string): Generator<{ readonly table: string; readonly line: string }> {
  let table = 'filter'
  for (const line of saved.split('\n')) {
    if (line.startsWith('*')) table = line.slice(1)
    if (/^(-A|:)/.test(line)) yield { table, line: line.replace(/^(:.*) \[\d+:\d+\]$/, '$1') }
  }
}

/**
 * @param saved output of `iptables-save`
 * @param earlier `engineRules` noted before the first lab: they stay
 * @param isEngineLeft another engine runs: chains have the same names for all engines, so they stay
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

/** The same without `iptables`, from the output of `nft list chain ip filter FORWARD`. */
export const forwardPolicyOfNft = (chain: string): string =>
  /\bhook forward\b[^}]*\bpolicy drop\b/.test(chain) ? 'DROP' : 'ACCEPT'

/** The policy of FORWARD, which the engine sets to DROP. */
export function forwardPolicy(saved: string): string {
  const filter = saved.slice(saved.indexOf('*filter'))
  return /^:FORWARD (\w+)/m.exec(filter)?.[1] ?? 'ACCEPT'
}
