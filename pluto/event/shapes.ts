/** Shapes of events. */
import { z } from 'zod'
import { message, name, page, pageOf, time } from '../common-shapes.ts'

const event = z.object({
  id: z.int(),
  at: time,
  by: z.string(),
  /** `push`, `build.succeeded`, `deploy.failed`, `application.created`, `config.changed`, … */
  kind: z.string(),
  application: z.string().nullable(),
  run: z.int().nullable(),
  /** `null`: an event that an earlier release wrote; show its text. */
  message: message.nullable(),
  /** The message in English. */
  text: z.string(),
})
export const events = pageOf(event)
export const eventQuery = page.extend({ application: name.optional() })
