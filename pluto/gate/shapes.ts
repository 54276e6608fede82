/** Shapes of the explanation of access. */
import { z } from 'zod'
import { message, name } from '../common-shapes.ts'
import { environmentName } from '../environment/shapes.ts'
import { type Act, actNames } from './roles.ts'

/** Where: a run, an application, which is in a tenant, or a tenant; without them the platform. */
export const explainQuery = z.strictObject({
  act: z.enum(actNames as readonly [Act, ...Act[]]),
  application: name.optional(),
  environment: environmentName.optional(),
  tenant: name.optional(),
  run: z.coerce.number().int().min(1).max(999_999_999).optional(),
})
export const explained = z.object({
  act: z.string(),
  allowed: z.boolean(),
  tenant: z.string().nullable(),
  application: z.string().nullable(),
  environment: z.string().nullable(),
  /** `viewer`, `developer`, `deployer`, `admin`; `account`: anybody who signed in; `platform`: its administrators. */
  needed: z.string(),
  /** A role, `none`, or `platform`. */
  held: z.string(),
  /** What the act needs beside the role; of a run that the caller may not decide, why. `null`: nothing. */
  rule: message.nullable(),
  /** Accounts that can give the role. */
  grantors: z.array(z.string()),
})
