/** Bad input that a program of ours found itself: refused whole, with every fault and its path. Pure. */
import { inputFault } from './input-fault.ts'
import { type Message, said } from './message.ts'
import { Problem } from './problem.ts'

/** `line`: where the input is a file with lines, counted from 1. `path`: empty for the whole file. */
export type Fault = { readonly path: string; readonly line?: number | undefined; readonly message: string }

/** @param source a file, or the command whose words are wrong */
export const invalidInput = (source: string, faults: readonly Fault[], cause?: unknown): Problem =>
  new Problem(
    'input.invalid',
    {
      source,
      count: faults.length,
      faults: faults.map((fault) => inputFault(placeOf(fault), said('input.said', { said: fault.message }))),
    },
    cause,
  )

function placeOf({ path, line }: Fault): Message | string {
  if (line === undefined) return path
  return path === '' ? said('input.only-line', { line }) : said('input.line', { path, line })
}
