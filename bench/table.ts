/** Rows as a table for people. Pure. */
import type { Limit, Row } from './kit.ts'

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    mark(row),
    row.what,
    `${row.value} ${row.unit}${row.peer ? ` (${row.peer.name}: ${row.peer.value})` : ''}`,
    `${row.min}..${row.max}`,
    String(row.runs),
    [...(row.goal ? [limit(row.goal)] : []), ...(row.must ? [`must ${limit(row.must)}`] : [])].join(', '),
    row.why ?? '',
  ])
  const table = [['', 'what', 'value', 'min..max', 'runs', 'goal', ''], ...cells]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)))
  return table
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

const mark = ({ goalMet, mustMet }: Row) =>
  goalMet === false || mustMet === false ? '✕' : goalMet ? '●' : ' '
const limit = ({ op, value }: Limit) => `${op === '<=' ? '≤' : '≥'} ${value}`
