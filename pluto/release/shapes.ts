/** Shapes of releases. */
import { z } from 'zod'
import { pageOf, time } from '../common-shapes.ts'

const release = z.object({
  number: z.int(),
  commit: z.string(),
  title: z.string().nullable(),
  /** Reference with digest. */
  image: z.string(),
  run: z.int(),
  by: z.string(),
  createdAt: time,
})
export const releases = pageOf(release)
