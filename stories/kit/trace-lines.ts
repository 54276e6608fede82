/** Output of programs as lines that are equal when nothing was left behind. Pure. */

const emptyChain = /^:(PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING) ACCEPT$/

/** Rules, chains and policies of `iptables-save`, without the empty chains that reading a table creates. */
export function iptablesLines(saved: string): readonly string[] {
  const kept: string[] = []
  let table = ''
  for (const line of saved.split('\n').map((one) => one.replace(/ \[\d+:\d+\]$/, ''))) {
    if (line.startsWith('*')) table = line
    else if (line.startsWith('-A') || (line.startsWith(':') && !emptyChain.test(line)))
      kept.push(`${table} ${line}`)
  }
  return kept
}

/** The same of `nft list ruleset`: one line per rule, set and policy other than accept, with its table and chain. */
export function nftLines(ruleset: string): readonly string[] {
  const place: string[] = []
  const kept: string[] = []
  for (const line of ruleset.split('\n').map((one) => one.trim())) {
    const block = /^(.*\S)\s*\{$/.exec(line)?.[1]
    if (block !== undefined) {
      place.push(block)
      if (block.startsWith('set ') || block.startsWith('map ')) kept.push(place.join(' '))
    } else if (line === '}') place.pop()
    else if (line !== '' && !/^type .*policy accept;$/.test(line) && !line.startsWith('#'))
      kept.push(`${place.join(' ')} ${line.replace(/counter packets \d+ bytes \d+/, 'counter')}`)
  }
  return kept
}

/** Units that are active, failed, enabled or masked, from `systemctl show --property Id,UnitFileState,ActiveState`. */
export function unitLines(shown: string): readonly string[] {
  return shown
    .trim()
    .split(/\n\n+/)
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2))))
    .filter(({ ActiveState, UnitFileState = '' }) => {
      return (
        ['active', 'activating', 'failed'].includes(ActiveState) || /^(enabled|masked)/.test(UnitFileState)
      )
    })
    .map(({ Id, ActiveState, UnitFileState }) => `${Id} ${UnitFileState} ${ActiveState}`)
    .sort()
}
