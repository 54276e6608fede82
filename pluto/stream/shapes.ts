/** Shape of what the stream tells. */
import { z } from 'zod'

/** One line of the stream: what changed and is to be read again. After a gap everything is. */
export const change = z.object({
  topic: z.enum(['application', 'run', 'pods', 'event']),
  application: z.string(),
  run: z.int().optional(),
})
export type Change = z.infer<typeof change>
