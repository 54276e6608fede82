/** Shapes of tenants. */
import { z } from 'zod'
import { name, time } from '../common-shapes.ts'

export const tenant = z.object({ name: z.string(), applications: z.int(), users: z.int(), createdAt: time })
export const tenants = z.object({ items: z.array(tenant) })
export const newTenant = z.strictObject({ name })
