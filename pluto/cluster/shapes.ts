/** Shapes of clusters. */
import { z } from 'zod'
import { fault, time } from '../common-shapes.ts'
import { environmentName } from '../environment/shapes.ts'

const cluster = z.object({
  name: z.string(),
  /** `attention`: a node is not ready, or there is none. `unknown`: nodes cannot be watched, those shown may be stale. */
  state: z.enum(['ready', 'attention', 'unknown']),
  unknown: z.object({ since: time, problem: fault }).nullable(),
  environments: z.array(environmentName),
  kubernetes: z.string().nullable(),
  nodes: z.array(z.object({ name: z.string(), isReady: z.boolean(), pods: z.int() })),
})
export const clusters = z.object({ items: z.array(cluster) })
