/** The nouns of the public API. Sizes are bytes; what is not known is `null`. */
import { z } from 'zod'

export const healthz = z.object({ state: z.literal('healthy') })
export const anything = z.unknown()
