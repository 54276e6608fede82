/** Shapes of what callers may ask of every write. */
import { z } from 'zod'

/** What this Pluto does for every write; a caller sends one only where it is known, as an earlier Pluto would write without it. */
export const features = ['dry-run', 'idempotency-key', 'if-match'] as const
export const featureList = z.object({ items: z.array(z.enum(features)) })
