/** Schemas of pods and of the query for their log. */
import { z } from 'zod'
import { message, time } from '../common-shapes.ts'
import { environmentName } from '../environment/shapes.ts'

export const pod = z.object({
  name: z.string(),
  environment: environmentName,
  node: z.string().nullable(),
  nodeSelector: z.record(z.string(), z.string()),
  state: z.enum(['ready', 'starting', 'waiting', 'crashed', 'leaving']),
  /** Why it is not ready; `null` when all is well. */
  message: message.nullable(),
  /** The message in English: "exit 3". */
  reason: z.string().nullable(),
  restarts: z.int(),
  release: z.int(),
  address: z.string().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
})
export type Pod = z.infer<typeof pod>
export const pods = z.object({ items: z.array(pod) })

export const podLogQuery = z.strictObject({
  pod: z.string().max(253).optional(),
  follow: z.stringbool().default(false),
  /** Past lines. */
  tail: z.coerce.number().int().min(0).max(10_000).default(200),
  /** The log of the container before its last restart. */
  previous: z.stringbool().default(false),
  /** `json`: each line is an object with `text`, with several pods their `pod`, and a `message` for a note of the cloud itself. */
  format: z.enum(['text', 'json']).default('text'),
})
