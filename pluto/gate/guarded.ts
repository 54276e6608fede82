/** Types of Pluto's routes: handlers that get what the route acts on. */
import type { Contract } from '@opads/serve/contract'
import type { Answered, Call, Reply } from '@opads/serve/route'
import type { Database } from '../store/database.ts'
import type { Scope } from './roles.ts'
import type { Targets } from './target.ts'

/** Work after the commit, such as waiting or what is outside the database; its result is the answer. A dry run does not do it. */
export class AfterCommit<T> {
  readonly finish: () => Promise<T>
  /** Within the transaction: the answer of a dry run, and of a repeated call when the process ended before `finish`. */
  readonly atCommit: () => Promise<T>
  constructor(finish: () => Promise<T>, atCommit: () => Promise<T>) {
    this.finish = finish
    this.atCommit = atCommit
  }
}

export type Guarded<E, Store = Database> = {
  /** Of a write of a person: the transaction of the act. */
  readonly database: Store
  /** What the route names as its target, loaded; the caller may see it and do the act. */
  readonly target: E extends { readonly target: infer Name extends keyof Targets } ? Targets[Name] : undefined
  /** Where the target is. */
  readonly scope: Scope
  /** Adds facts to the record of the act; never a secret. */
  readonly note: (facts: Readonly<Record<string, unknown>>) => void
}
type GuardedAnswer<E> = Answered<E> | Reply<Answered<E>>
/** @typeParam Store PostgreSQL; the fake has its own. */
export type GuardedHandlers<C extends Contract, Store = Database> = {
  readonly [Route in keyof C]: (
    call: Call<Route, C[Route]> & Guarded<C[Route], Store>,
  ) => Promise<GuardedAnswer<C[Route]> | AfterCommit<GuardedAnswer<C[Route]>>>
}
