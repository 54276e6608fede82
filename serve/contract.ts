/** A contract: every route of a server as data. The server, the typed client and the OpenAPI page are made from it. */
import type { z } from 'zod'

/**
 * `public`: anybody. `internal`: another process of the cloud. `admin`: platform administrators. `account`: whoever signed in;
 * `first`: also with a password that is to be changed before anything else.
 */
export type Policy = 'public' | 'internal' | 'first' | 'account' | 'admin'
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Without `answer` and `stream` a route answers 204. `stream`: text that grows, or server-sent events. */
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
/** `GET /api/v1/applications/:name` → endpoint. One without a policy does not compile. */
export type Contract = Readonly<Record<`${Method} /${string}`, Endpoint>>

export type BodyOf<E> = E extends { readonly body: z.ZodType<infer T> } ? T : undefined
export type QueryOf<E> = E extends { readonly query: z.ZodType<infer T> } ? T : Record<string, never>
export type AnswerOf<E> = E extends { readonly answer: z.ZodType<infer T> } ? T : undefined
/** What a caller may leave out, the shapes fill in. */
export type GivenBodyOf<E> = E extends { readonly body: z.ZodType<unknown, infer T> } ? T : undefined

/** `:name` and `:environment` of a path as keys. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Readonly<Record<Name, string>> & ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown
