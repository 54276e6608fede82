/** The work of a room's verbs, one handler for each definition; `opads` calls it after it has read the words. */
import type { Given } from './read-call.ts'
import type { GivenOf, Output, Verbs } from './verb.ts'

/** `json` for programs, `text` for people: one of them is printed. `exit`: the exit code, where it is not 0. */
export type Answer = { readonly json: unknown; readonly text: string; readonly exit?: number }

/** A verb that prints itself returns its exit code; none is 0. */
type Result<P> = P extends 'stream' | 'foreign' ? Promise<number> | Promise<void> : Promise<Answer>
type Handler<G, P> = (given: G) => Result<P>
export type Handlers = Readonly<Record<string, (given: Given) => Promise<Answer | number | undefined>>>

type OutputOf<V> = V extends { readonly output?: infer P extends Output | undefined }
  ? Exclude<P, undefined>
  : 'answer'

/** Each handler receives the values that its definition in `verbs.ts` declares, and returns what that says. */
export const handlersOf = <V extends Verbs>(
  _verbs: V,
  handlers: { readonly [Name in keyof V]: Handler<GivenOf<V[Name]>, OutputOf<V[Name]>> },
): Handlers => handlers as unknown as Handlers
