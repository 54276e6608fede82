/**
 * The queue of a build's log lines to Pluto: sent in batches, kept until Pluto has them. A build may log `mostBytes` in all, and
 * readers of its programs wait while the queue is full, so a build that prints without end fills no memory and no disk.
 */
import { type Message, said } from '@opads/kernel/message'
import { render } from '@opads/kernel/problem'
import type { LogLine } from './pluto-client.ts'

/** Log of programs in one build; a line counts a little more than its text. */
const mostBytes = 16 * 2 ** 20
const perLine = 64
/** Bytes in the queue above which readers wait. */
const mostWaiting = 2 * 2 ** 20
const batchLines = 1000
/** Bytes of text in one call; Pluto takes 1 MiB. */
const batchBytes = 512 * 1024

export type BuildLog = ReturnType<typeof buildLog>

export function buildLog() {
  const waiting: LogLine[] = []
  let programBytes = 0
  let waitingBytes = 0
  let isFull = false
  let isOver = false
  let wake = () => {}
  let drained: Promise<void> | undefined
  const bytesOf = ({ text }: LogLine) => Buffer.byteLength(text) + perLine
  const add = (step: string, text: string, message?: Message) => {
    const line = { step: step.slice(0, 200), text: text.slice(0, 20_000), ...(message && { message }) }
    waiting.push(line)
    waitingBytes += bytesOf(line)
    return bytesOf(line)
  }
  /** @param mark before the English text, so that nobody takes it for a program's output */
  const note = (step: string, message: Message, mark = ''): void =>
    void add(step, `${mark}${render(message)}`, message)
  const over = () => {
    drained = undefined
    wake()
  }
  return {
    /** Adds a line of ours: few, and always kept. */
    note,
    /** Adds a program's line; resolves when there is room for more, to false when no more is kept. */
    say: async (step: string, text: string): Promise<boolean> => {
      if (isFull || isOver) return false
      programBytes += add(step, text)
      isFull = programBytes > mostBytes
      if (isFull) note(step, said('build.log-full', { limitMiB: mostBytes / 2 ** 20 }), '– ')
      else if (waitingBytes > mostWaiting) {
        drained ??= new Promise((resolve) => (wake = resolve))
        await drained
      }
      return !isFull
    },
    /** Lines for the next call; `taken` removes them. */
    next: (): readonly LogLine[] => {
      const batch: LogLine[] = []
      let bytes = 0
      for (const line of waiting) {
        bytes += bytesOf(line)
        if (batch.length >= batchLines || (bytes > batchBytes && batch.length > 0)) break
        batch.push(line)
      }
      return batch
    },
    taken: (count: number): void => {
      for (const line of waiting.splice(0, count)) waitingBytes -= bytesOf(line)
      if (waitingBytes <= mostWaiting / 2) over()
    },
    /** Nothing is sent any more: waiting readers continue, and further lines are dropped. */
    close: (): void => {
      isOver = true
      over()
    },
  }
}
