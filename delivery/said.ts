/** Problems as git's users see them: as lines, and as a message inside git's response to a push. */
import { Transform } from 'node:stream'
import { faultOf } from '@opads/kernel/fault'
import type { Problem } from '@opads/kernel/problem'

/** The code, the cause and what to do. */
export function linesOf(problem: Problem): string {
  const { code, sentence, next } = faultOf(problem)
  return `opads: ${sentence} (${code})\n${next}\n`
}

const refusal = 'pack exceeds maximum allowed size'
const end = '0000'

/** When git refused a pack for its size, inserts the problem before the end of its response, on the sideband of messages. */
export function explaining(problem: Problem): Transform {
  let held = Buffer.alloc(0)
  let isRefused = false
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const bytes = Buffer.concat([held, chunk])
      isRefused ||= bytes.includes(refusal)
      const kept = Math.min(bytes.length, refusal.length)
      held = bytes.subarray(bytes.length - kept)
      done(null, bytes.subarray(0, bytes.length - kept))
    },
    flush(done) {
      if (isRefused && held.toString().endsWith(end)) {
        this.push(held.subarray(0, held.length - end.length))
        this.push(packet(`\u0002${linesOf(problem)}`))
        held = Buffer.from(end)
      }
      done(null, held)
    },
  })
}

const packet = (text: string): string =>
  `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`
