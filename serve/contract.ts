/** A contract: every route of a server as data. The server, the typed client and the OpenAPI document are made from it. */
import type { z } from 'zod'

/**
 * `public`: anybody. `internal`: another process of the cloud. `admin`: platform administrators. `account`: anybody who signed in;
 * `first`: the same, also while the password must still be changed.
 */
export type Policy = 'public' | 'internal' | 'first' | 'account' | 'admin'
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Without `answer` and `stream` a route answers 204. `stream`: a text stream, or server-sent events. */
export type Endpoint = {
  readonly policy: Policy
  /** One line for OpenAPI and people. */
  readonly summary: string
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly answer?: z.ZodType
  readonly stream?: 'text' | 'events'
  readonly status?: 201 | 202
}
/** `GET /api/v1/applications/:name` → endpoint. An endpoint without a policy does not compile. */
export type Contract = Readonly<Record<`${Method} /${string}`, Endpoint>>

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
