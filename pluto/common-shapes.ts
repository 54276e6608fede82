/** Schemas that several nouns use. In all schemas times are ISO 8601 in UTC, sizes are bytes, unknown values are `null`. */
import { z } from 'zod'

export const name = z.string().regex(/^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/, 'input.name')
export const time = z.iso.datetime()
/** What happened or why, as a code of `kernel/messages.ts` or `kernel/problem.ts` and its facts. */
export const message = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) })
/** A failure in English; with `facts` it is rendered in other languages. */
export const fault = z.object({
  code: z.string(),
  sentence: z.string(),
  next: z.string(),
  facts: z.record(z.string(), z.unknown()).optional(),
})
/** One page of a list. `next` goes into `cursor` of the next call. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })
export const page = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
