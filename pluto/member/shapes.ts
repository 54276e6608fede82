/** Shapes of members of a tenant. */
import { roles } from '@opads/kernel/role'
import { z } from 'zod'
import { time } from '../common-shapes.ts'

export const role = z.enum(roles)
export const member = z.object({ tenant: z.string(), account: z.string(), role, since: time })
export const members = z.object({ items: z.array(member) })
export const newMember = z.strictObject({ account: z.string().min(1).max(100), role })
export const changedMember = z.strictObject({ role })
/** Tenant → role. */
export const rolesByTenant = z.record(z.string(), role)
