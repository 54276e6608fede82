/** Handlers of a contract: one function per route. A route without a handler does not compile. */
import type { Role } from '@opads/kernel/role'
import type { AnswerOf, BodyOf, Contract, ParamsOf, QueryOf } from './contract.ts'

/** Who calls. `roles`: of the account in each tenant that it is a member of; a platform administrator (`isAdmin`) sees all tenants. */
export type Caller = {
  readonly account: string
  readonly isAdmin: boolean
  readonly roles: Readonly<Record<string, Role>>
  /** The password must be changed before any other call. */
  readonly mustChange: boolean
}

export type Call<Route, E> = {
  readonly caller: Caller
  readonly params: ParamsOf<Route & string>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  /** Of a write: it is only tried, with all checks, and undone. */
  readonly dryRun: boolean
  /** Aborted when the caller disconnects. */
  readonly signal: AbortSignal
  readonly headers: Headers
  /** The client, see `address.ts`. */
  readonly address: string
}

/** An answer that sets headers, such as a cookie. */
export class Reply<T> {
  readonly answer: T
  readonly headers: Readonly<Record<string, string>>
  constructor(answer: T, headers: Readonly<Record<string, string>>) {
    this.answer = answer
    this.headers = headers
  }
}

/** A handler that answers 204 may be a function without `return`. */
type Nothing = ReturnType<() => void>
export type Answered<E> = E extends { readonly stream: string }
  ? AsyncIterable<string>
  : E extends { readonly answer: object }
    ? AnswerOf<E>
    : Nothing
export type Handlers<C extends Contract> = {
  readonly [Route in keyof C]: (
    call: Call<Route, C[Route]>,
  ) => Promise<Answered<C[Route]> | Reply<Answered<C[Route]>>>
}
