/** Parses log lines: those of a run have a step and a text, those of pods only a text. Pure. */

export type LogLine = { readonly step: string; readonly text: string }

// biome-ignore lint/complexity/useRegexLiterals: the escape character is easier to read so
const colours = new RegExp('\\u001b\\[[0-9;?]*[A-Za-z]', 'g')

/**
 * A tab ends the step; without a tab, the step is padded to ten columns and a space.
 * @param before the previous line's step, which also holds for a line without one
 */
export function parseLine(line: string, before: string): LogLine {
  const plain = line.replace(colours, '').replace(/\r$/, '')
  const tab = plain.indexOf('\t')
  if (tab > 0) return { step: plain.slice(0, tab), text: lastWritten(plain.slice(tab + 1)) }
  const padded = /^(\S+(?: \S+)*) {2,}/.exec(plain.slice(0, 11))
  if (padded) return { step: padded[1]!, text: lastWritten(plain.slice(11)) }
  if (before !== '' && plain.startsWith(`${before} `))
    return { step: before, text: lastWritten(plain.slice(before.length + 1)) }
  return { step: before, text: lastWritten(plain) }
}

/** A line of a log without steps. */
export const plainLine = (line: string): LogLine => ({
  step: '',
  text: lastWritten(line.replace(colours, '').replace(/\r$/, '')),
})

/** The last text where a program overwrote its own line (`\r`). */
const lastWritten = (text: string) => text.slice(text.lastIndexOf('\r') + 1)

/** Splits a growing text into lines; an unfinished line waits for the next piece. */
export function splitter(): (piece: string) => readonly string[] {
  let rest = ''
  return (piece) => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    return lines
  }
}

export type Step = { readonly name: string; readonly firstLine: number; readonly lines: number }

/** Steps in order of their first line. */
export function stepsOf(lines: readonly LogLine[]): readonly Step[] {
  const steps = new Map<string, { name: string; firstLine: number; lines: number }>()
  for (const [index, { step }] of lines.entries()) {
    if (step === '') continue
    const known = steps.get(step)
    if (known) known.lines += 1
    else steps.set(step, { name: step, firstLine: index, lines: 1 })
  }
  return [...steps.values()]
}
