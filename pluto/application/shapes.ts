/** Shapes of applications. */
import { z } from 'zod'
import { name, page, pageOf, time } from '../common-shapes.ts'
import { environment } from '../environment/shapes.ts'
import { run } from '../run/shapes.ts'

export const application = z.object({
  name: z.string(),
  tenant: z.string(),
  /** Address to clone and push to. */
  git: z.string(),
  createdAt: time,
  createdBy: z.string(),
  environments: z.array(environment),
  lastRun: run.nullable(),
  /** Acts that the caller may do on it; those that differ by environment are in `environments`. */
  mayDo: z.array(z.string()),
})
export const applications = pageOf(application)
export const applicationQuery = page.extend({
  tenant: name.optional(),
  search: z.string().max(100).optional(),
})
export const newApplication = z.strictObject({ name, tenant: name })
export const repositories = z.object({
  items: z.array(z.object({ name: z.string(), tenant: z.string(), createdAt: time })),
})
