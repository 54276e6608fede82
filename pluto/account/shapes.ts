/** Schemas of accounts: sign-in, the signed-in account, administration. */
import { passwordLength, whyNotPassword } from '@opads/kernel/password'
import { z } from 'zod'
import { name, time } from '../common-shapes.ts'
import { role, rolesByTenant } from '../member/shapes.ts'

export const signIn = z.strictObject({
  account: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
})
export const me = z.object({
  account: z.string(),
  isAdmin: z.boolean(),
  tenants: z.array(z.string()),
  roles: rolesByTenant,
  /** The first password: nothing else is allowed before it is changed. */
  mustChange: z.boolean(),
})
export const session = me.extend({ token: z.string() })
const password = z.string().min(passwordLength.least, 'input.password').max(passwordLength.most)
export const newPassword = z
  .strictObject({ current: z.string().max(500), password })
  .refine((body) => whyNotPassword(body.password, body.current) !== 'input.same-password', {
    path: ['password'],
    error: 'input.same-password',
  })
export const user = z.object({
  name: z.string(),
  isAdmin: z.boolean(),
  tenants: z.array(z.string()),
  roles: rolesByTenant,
  mustChange: z.boolean(),
  createdAt: time,
})
export const users = z.object({ items: z.array(user) })
export const newUser = z.strictObject({
  name,
  isAdmin: z.boolean().default(false),
  tenants: z.array(name).default([]),
  /** In each of the tenants. Clients that name none are older: there it is an admin. */
  role: role.default('admin'),
})
export const changedUser = z.strictObject({
  isAdmin: z.boolean().optional(),
  tenants: z.array(name).optional(),
  /** In tenants that it is not in yet, as `newUser`; in the others it keeps its role. */
  role: role.optional(),
})
/** `password` is shown only once, and must be changed at the first sign-in. */
export const madeUser = user.extend({ password: z.string() })
/** `pushes`: tenants to whose repositories it may push. An older Pluto does not say: there every member may. */
export const gitPerson = me.extend({ pushes: z.array(z.string()).optional() })
export const gitClient = signIn.extend({
  /** Of the git client: only from an older delivery, which does not send it as a header (`serve/address.ts`). */
  address: z.string().max(300).default(''),
})
