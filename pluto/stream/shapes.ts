/** Schema of the stream's messages. */
import { z } from 'zod'

/** One message of the stream: what changed and must be read again. After a gap everything must. */
export const change = z.object({
  topic: z.enum(['application', 'run', 'pods', 'event']),
  application: z.string(),
  run: z.int().optional(),
})
export type Change = z.infer<typeof change>
