/** The work of a room's verbs, one handler for each definition; `opads` calls it after it has read the words. */
import type { Given } from './read-call.ts'
import type { GivenOf, Verbs } from './verb.ts'

/** Returns the exit code; none is 0. */
type Handler<G> = (given: G) => Promise<number> | Promise<void>
export type Handlers = Readonly<Record<string, Handler<Given>>>

/** Each handler receives the values that its definition in `verbs.ts` declares. */
export const handlersOf = <V extends Verbs>(
  _verbs: V,
  handlers: { readonly [Name in keyof V]: Handler<GivenOf<V[Name]>> },
): Handlers => handlers as unknown as Handlers
