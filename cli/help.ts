/** The first page of help, and the nearest command to a misspelt one. Pure. */
import type { CommandEntry } from './commands.ts'

export function help(commands: readonly CommandEntry[]): string {
  const groups = [...new Set(commands.map((entry) => entry.group))]
  const width = Math.max(...commands.map((entry) => entry.name.length)) + 2
  const section = (group: string) =>
    [
      group,
      ...commands
        .filter((entry) => entry.group === group)
        .map((entry) => `  ${entry.name.padEnd(width)}${entry.say}`),
    ].join('\n')
  return `Opads: a private container cloud on your own machines.\n\nUse: opads COMMAND [words]    opads COMMAND --help\n\n${groups.map(section).join('\n\n')}\n\nExit codes: 0 done, 1 failed, 2 wrong use or input, 3 not allowed, 4 not found, 5 conflict, 6 something is not there or did not answer.\n`
}

/** ` Did you mean "x"?` where one command is at most two edits away, else nothing. */
export function suggestion(word: string, commands: readonly CommandEntry[]): string {
  const near = commands
    .map((entry) => ({ name: entry.name, edits: distance(word, entry.name) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return near && near.edits <= 2 ? ` Did you mean "${near.name}"?` : ''
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
