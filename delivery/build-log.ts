/** The lines of a build on their way to Pluto: sent in batches, kept until they are taken, bounded in number and size. */
import type { LogLine } from './pluto-client.ts'

const mostWaiting = 20_000
const mostLines = 200_000
const batchLines = 1000
/** Bytes of text in one call; Pluto takes 1 MiB. */
const batchBytes = 512 * 1024

export function buildLog() {
  const waiting: LogLine[] = []
  let said = 0
  let dropped = 0
  return {
    say: (step: string, text: string): void => {
      said += 1
      if (waiting.length >= mostWaiting || said > mostLines) dropped += 1
      else waiting.push({ step: step.slice(0, 200), text: text.slice(0, 20_000) })
    },
    /** Lines for the next call; they go with `taken`. Empty when nothing waits. */
    next: (): readonly LogLine[] => {
      const batch: LogLine[] = []
      let bytes = 0
      for (const line of waiting) {
        bytes += Buffer.byteLength(line.text) + 64
        if (batch.length >= batchLines || (bytes > batchBytes && batch.length > 0)) break
        batch.push(line)
      }
      return batch
    },
    taken: (count: number): void => {
      waiting.splice(0, count)
      if (waiting.length > 0 || dropped === 0) return
      waiting.push({ step: 'build', text: `– ${dropped} lines were too many and are not kept` })
      dropped = 0
    },
  }
}
