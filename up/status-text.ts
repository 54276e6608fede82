/** A status as text for people. Pure. */
import type { Status } from './status-facts.ts'

const shapes = { healthy: '●', attention: '▲', failed: '✕' } as const
const words = { healthy: 'healthy', attention: 'needs attention', failed: 'failed' } as const
const colours = { healthy: '32', attention: '33', failed: '31' } as const

const mebibytes = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${Math.round(bytes / 2 ** 20)} MiB`

export function statusText(status: Status, hasColour = false): string {
  const paint = (state: Status['state'], text: string) =>
    hasColour ? `\x1b[${colours[state]}m${text}\x1b[0m` : text
  const hosts = status.hosts === 1 ? '1 host' : `${status.hosts} hosts`
  const head = `${status.cloud}   ${paint(status.state, `${shapes[status.state]} ${words[status.state]}`)}   Kubernetes ${status.kubernetes}   ${hosts}   ${status.pods} pods   ${mebibytes(status.memoryBytes)}`
  const width = Math.max(...status.lines.map((line) => line.name.length)) + 2
  const lines = status.lines.map(({ name, state, detail, memoryBytes, budgetBytes }) => {
    const budget = budgetBytes ? ` of ${mebibytes(budgetBytes)}` : ''
    const memory = memoryBytes || budget ? `   ${mebibytes(memoryBytes ?? 0)}${budget}` : ''
    return `  ${paint(state, shapes[state])} ${name.padEnd(width)}${detail}${memory}`
  })
  const hint =
    status.state === 'healthy'
      ? []
      : [
          '',
          `What to do: opads doctor --cloud ${status.cloud}. Repair what differs: opads up --cloud ${status.cloud}`,
        ]
  return `${[head, ...lines, ...hint].join('\n')}\n`
}
