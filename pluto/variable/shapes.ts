/** Shapes of variables and secrets. */
import { z } from 'zod'
import { time } from '../shared-shapes.ts'

/** `value` of a secret is `null`: it never comes out again. */
export const variable = z.object({
  name: z.string(),
  isSecret: z.boolean(),
  value: z.string().nullable(),
  changedAt: time,
  changedBy: z.string(),
})
export const variables = z.object({ items: z.array(variable) })
/** `null` takes a variable away. */
export const changedVariables = z.strictObject({
  values: z.record(
    z.string().regex(/^[A-Z_][A-Z0-9_]*$/i, 'is no name of a variable'),
    z
      .string()
      .max(30_000)
      .regex(/^[^\0]*$/, 'holds a zero byte, environments do not')
      .nullable(),
  ),
})
