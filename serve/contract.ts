/** A contract: every route of a server as data. The server, the typed client and the OpenAPI document are made from it. */
import type { Service } from '@opads/kernel/service'
import type { z } from 'zod'

/** `account`: anybody who signed in; `first`: the same, also while the password must still be changed. */
type OfPeople = { readonly policy: 'first' | 'account'; readonly callers?: undefined }
/**
 * `public`: anybody. `internal`: the services of the cloud that are its `callers`, never from outside. Nobody has signed in, so there is
 * nobody whose rights could be checked: only their writes need no act.
 */
type Exempt =
  | { readonly policy: 'public'; readonly callers?: undefined }
  | { readonly policy: 'internal'; readonly callers: readonly [Service, ...Service[]] }
type Write = 'POST' | 'PUT' | 'DELETE'

/** Without `answer` and `stream` a route answers 204. `stream`: a text stream, or server-sent events. */
type Shared = {
  /** One line for OpenAPI and people. */
  readonly summary: string
  readonly answer?: z.ZodType
  readonly stream?: 'text' | 'events'
  readonly status?: 201 | 202
  /** A read that answers an `ETag`: a write of the same target may name it in `If-Match`. */
  readonly tagged?: true
}
/**
 * `example`: a right body, or a query where a call without one is refused. People read it in OpenAPI; tests of all routes send it, so a new
 * route is tried by them as it is. A body without one does not compile.
 */
type Input =
  | { readonly body: z.ZodType; readonly query?: undefined; readonly example: Example }
  | { readonly body?: undefined; readonly query?: z.ZodType; readonly example?: Example }
type Example = Readonly<Record<string, unknown>>
/** What the caller does (`application.deploy`) and on what (`environment`); rights are checked by it. */
type Acting<Act, Target> = (OfPeople | Exempt) & { readonly act: Act; readonly target: Target }
type Without<Policies> = Policies & { readonly act?: undefined; readonly target?: undefined }

type Reading<Act, Target> = Shared & Input & (Acting<Act, Target> | Without<OfPeople | Exempt>)
type Writing<Act, Target> = Shared & Input & (Acting<Act, Target> | Without<Exempt>)
export type Endpoint<Act = string, Target = string> = Reading<Act, Target>

/** `GET /api/v1/applications/:name` → endpoint. An endpoint without a policy, or a write without an act, does not compile. */
export type Contract<Act = string, Target = string> = Readonly<
  Record<`GET /${string}`, Reading<Act, Target>> & Record<`${Write} /${string}`, Writing<Act, Target>>
>

export type BodyOf<E> = E extends { readonly body: z.ZodType<infer T> } ? T : undefined
export type QueryOf<E> = E extends { readonly query: z.ZodType<infer T> } ? T : Record<string, never>
export type AnswerOf<E> = E extends { readonly answer: z.ZodType<infer T> } ? T : undefined
/** The body as a caller sends it: fields with a default may be left out. */
export type GivenBodyOf<E> = E extends { readonly body: z.ZodType<unknown, infer T> } ? T : undefined

/** Parameters of a path, such as `:name` and `:environment`, as keys. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Readonly<Record<Name, string>> & ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown
