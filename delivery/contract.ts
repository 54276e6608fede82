/** What an application says of itself in `opads.yml`, whole after defaults; Pluto keeps it with each release. */
import { z } from 'zod'

const word = z.string().min(1).max(500)

export const recipe = z.strictObject({
  base: z.enum(['node', 'php', 'static']),
  /** Steps of the build; each an argv, run on the base image without privileges. */
  build: z.array(z.array(word).min(1)).max(20).default([]),
  /** How a container starts; without it as the base does. */
  run: z.array(word).min(1).optional(),
  /** What of the tree goes into the image. */
  include: z.array(word).default(['.']),
  port: z.int().min(1024, 'ports below 1024 need privileges').max(65535).default(8080),
  health: z.string().startsWith('/').default('/'),
  env: z
    .record(z.string().regex(/^[A-Z_][A-Z0-9_]*$/i), z.string().max(10_000))
    .refine((env) => !('PORT' in env), 'PORT is what port says')
    .default({}),
  packaging: z.enum(['copy']).default('copy'),
  /** Seconds in which a new pod is to become ready; then the one before stays. */
  startSeconds: z.int().min(5).max(1800).default(120),
  replicas: z.int().min(1).max(100).default(1),
})
export type Recipe = z.infer<typeof recipe>

/** What a build leaves. `image`: reference with digest. */
export const built = z.strictObject({ commit: z.string(), image: z.string(), recipe })
export type Built = z.infer<typeof built>
