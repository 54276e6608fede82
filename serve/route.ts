/** A route as data: what it takes, who may call it, what it answers. A route without a policy does not compile. */
import type { z } from 'zod'

/** Who calls. `tenants`: those whose applications the account may see; an admin sees all. */
export type Caller = {
  readonly account: string
  readonly isAdmin: boolean
  readonly tenants: readonly string[]
}

/** `public`: anybody. `internal`: another process of the cloud. `account`: whoever signed in. `admin`: platform administrators. */
export type Policy = 'public' | 'internal' | 'account' | 'admin'

export type Call<Body> = {
  readonly caller: Caller
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Body
  readonly signal: AbortSignal
}
/** A stream of text for answers that grow, such as logs. */
export type Streaming = { readonly contentType: string; readonly chunks: AsyncIterable<string> }

export type Route<Body = unknown> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/v1/applications/:name` */
  readonly path: string
  readonly policy: Policy
  /** One line for OpenAPI and people. */
  readonly summary: string
  readonly body?: z.ZodType<Body>
  readonly answer?: z.ZodType
  readonly status?: 201 | 202 | 204
  readonly handle: (call: Call<Body>) => Promise<unknown>
}

/** Keeps the body's type between its schema and the handler. */
export const route = <Body = undefined>(one: Route<Body>): Route => one as Route

export const isStreaming = (value: unknown): value is Streaming =>
  typeof value === 'object' && value !== null && 'chunks' in value && 'contentType' in value
