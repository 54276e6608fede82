/** Shapes of API tokens. */
import { z } from 'zod'
import { time } from '../common-shapes.ts'

export const newToken = z.strictObject({
  name: z.string().min(1).max(100),
  days: z.int().min(1).max(365).default(90),
})
export const token = z.object({
  name: z.string(),
  createdAt: time,
  expiresAt: time,
  lastUsedAt: time.nullable(),
})
export const tokens = z.object({ items: z.array(token) })
/** Shown only once. */
export const madeToken = z.object({ name: z.string(), token: z.string() })
