/** What git's users read: problems as lines, and messages inside git's response to a push. */
import { Transform } from 'node:stream'
import { builtRef } from '@opads/kernel/branch'
import { faultOf } from '@opads/kernel/fault'
import type { Problem } from '@opads/kernel/problem'
import { pushReport } from './push-report.ts'

/** The code, the cause and what to do. */
export function linesOf(problem: Problem): string {
  const { code, sentence, next } = faultOf(problem)
  return `opads: ${sentence} (${code})\n${next}\n`
}

const refusal = 'pack exceeds maximum allowed size'
const end = '0000'

/** What follows a push of main. @param run `undefined`: Pluto could not be asked */
export const runLines = (run: number | undefined, consoleAddress: string | undefined): string =>
  run === undefined
    ? 'opads: the push is kept, and main is built as soon as the cloud can start it.\nSee its run: opads run list\n'
    : [
        `opads: run ${run} builds main and brings it to sit.`,
        `Follow it: opads run logs ${run} -f`,
        ...(consoleAddress === undefined ? [] : [`In the console: ${consoleAddress}/runs/${run}`]),
      ]
        .map((line) => `${line}\n`)
        .join('')

const isSideband = (byte: number | undefined) => byte === 1 || byte === 2

/**
 * Inserts lines before the end of git's response, on the sideband of messages: the problem when git refused a pack for its size, else
 * what `follows` resolves to, which gets whether the push of the built branch was accepted.
 */
export function explaining(
  problem: Problem,
  follows: (isBuilt: boolean) => Promise<string> = async () => '',
): Transform {
  let held = Buffer.alloc(0)
  let isRefused = false
  let first = Buffer.alloc(0)
  const report = pushReport(builtRef)
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const bytes = Buffer.concat([held, chunk])
      if (first.length < 5) first = Buffer.concat([first, chunk]).subarray(0, 5)
      isRefused ||= bytes.includes(refusal)
      report.read(chunk)
      const kept = Math.min(bytes.length, refusal.length)
      held = bytes.subarray(bytes.length - kept)
      done(null, bytes.subarray(0, bytes.length - kept))
    },
    flush(done) {
      // A client without a sideband can be told nothing.
      const isTold = isSideband(first[4]) && held.toString().endsWith(end)
      const rest = isTold ? end : ''
      // git's report is with the client before anybody is asked what follows; the client waits for the end all the same.
      this.push(held.subarray(0, held.length - rest.length))
      const lines = isRefused ? Promise.resolve(linesOf(problem)) : follows(report.isTaken())
      void lines
        .catch((failure: unknown) => {
          console.error(`what follows a push: ${String(failure)}`) // the push is accepted
          return ''
        })
        .then((text) => done(null, isTold && text !== '' ? `${packet(`\u0002${text}`)}${rest}` : rest))
    },
  })
}

const packet = (text: string): string =>
  `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`
