/** A verb that `cli` does itself: its definition with what it does. */
import type { Fields, ValuesOf } from '@opads/command/field'
import type { Page } from '@opads/command/page'
import type { commonOptions, Verb as Definition, Noun as NounOf, Output, VerbOf } from '@opads/command/verb'
import type { Tools } from './tools.ts'

/** The result of a verb: `json` for programs, `text` for people; one of them is printed. */
export type Answer = {
  readonly json: unknown
  readonly text: (page: Page) => string
  /** Printed to standard error besides the answer, such as that of a run that failed. */
  readonly failure?: Error
}
/** The answer of a verb that writes. `would`: what it would change, for a dry run, where the cloud has only tried it. */
export type Written = Answer & { readonly would: () => Would | Promise<Would> }
/** `json`: what programs get besides the sentence. */
export type Would = string | { readonly sentence: string; readonly json: object }
type Given<W extends Fields, O extends Fields> = ValuesOf<W> & ValuesOf<O> & ValuesOf<typeof commonOptions>
type Run<G, Result> = (given: G & { readonly rest: readonly string[] }, tools: Tools) => Promise<Result>
/** A verb that prints itself returns its exit code. */
type ResultOf<P, D> = P extends 'stream' | 'foreign' ? number : D extends true ? Written : Answer

export type Verb = Definition & { readonly run: Run<Given<Fields, Fields>, Answer | Written | number> }
export type Noun = NounOf<Verb>

/** Keeps the types of words and options between the definition and `run`. */
export const verb = <
  const W extends Fields,
  const O extends Fields,
  const P extends Output = 'answer',
  const D extends boolean = false,
>(
  one: Omit<VerbOf<W, O>, 'output' | 'isWrite'> & {
    readonly output?: P
    readonly isWrite?: D
    readonly run: Run<Given<W, O>, ResultOf<P, D>>
  },
): Verb => one as unknown as Verb
