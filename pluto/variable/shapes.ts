/** Shapes of variables and secrets. */
import { z } from 'zod'
import { time } from '../common-shapes.ts'

/** A secret's `value` is `null`: it is never shown. */
export const variable = z.object({
  name: z.string(),
  isSecret: z.boolean(),
  value: z.string().nullable(),
  changedAt: time,
  changedBy: z.string(),
})
export const variables = z.object({ items: z.array(variable) })
/** `null` deletes a variable. */
export const changedVariables = z.strictObject({
  values: z.record(
    z.string().regex(/^[A-Z_][A-Z0-9_]*$/i, 'input.variable-name'),
    z
      .string()
      .max(30_000)
      .regex(/^[^\0]*$/, 'input.zero-byte')
      .nullable(),
  ),
})
