/** Parses log lines: JSON, whose `message` is a note of the cloud itself. Pure. */
import { isMessage, type Message } from '@opads/kernel/message'

/** `text`: a program's line, or the note in English. */
export type LogLine = { readonly step: string; readonly text: string; readonly message?: Message }

// biome-ignore lint/complexity/useRegexLiterals: the escape character is easier to read so
const colours = new RegExp('\\u001b\\[[0-9;?]*[A-Za-z]', 'g')
const mostCharacters = 20_000

/** A line that is not JSON is shown as it is, up to a bound. With several pods the text begins with the pod's name. */
export function parseLine(line: string): LogLine {
  const { step, pod, text, message } = fieldsOf(line)
  const shown = lastWritten(
    String(text ?? '')
      .replace(colours, '')
      .replace(/\r$/, ''),
  )
  return {
    step: typeof step === 'string' ? step : '',
    text: typeof pod === 'string' ? `${pod} ${shown}` : shown,
    ...(isMessage(message) && { message }),
  }
}

function fieldsOf(line: string): Partial<Record<'step' | 'pod' | 'text' | 'message', unknown>> {
  try {
    const read: unknown = JSON.parse(line)
    if (read !== null && typeof read === 'object') return read
  } catch {
    // cut, or of an older server
  }
  return { text: line.slice(0, mostCharacters) }
}

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

type Step = { readonly name: string; readonly firstLine: number; readonly lines: number }

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
