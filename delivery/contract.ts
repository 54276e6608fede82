/** The schema of `opads.yml`, with defaults filled in; Pluto stores it with each release. */
import { z } from 'zod'

const word = z.string().min(1).max(500)

export const recipe = z.strictObject({
  base: z.enum(['node', 'php', 'static']),
  /** Build steps; each an argv, run on the base image without privileges. */
  build: z.array(z.array(word).min(1)).max(20).default([]),
  /** The container's command; without it, that of the base image. */
  run: z.array(word).min(1).optional(),
  /** Paths of the source that go into the image. */
  include: z.array(word).default(['.']),
  port: z.int().min(1024, 'input.low-port').max(65535).default(8080),
  health: z.string().startsWith('/').default('/'),
  env: z
    .record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/i), z.string().max(10_000))
    .refine((env) => !('PORT' in env), 'input.port-variable')
    .default({}),
  packaging: z.enum(['copy']).default('copy'),
  /** Seconds in which a new pod must become ready; else the previous release stays. */
  startSeconds: z.int().min(5).max(1800).default(120),
  replicas: z.int().min(1).max(100).default(1),
})
export type Recipe = z.infer<typeof recipe>

/** Result of a build. `image`: reference with digest. */
export const built = z.strictObject({ commit: z.string(), image: z.string(), recipe })
export type Built = z.infer<typeof built>
