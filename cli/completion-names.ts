/** Names for completion, fetched within a second. No answer means no names, never a failure. */
import type { NameKind } from '@opads/command/field'
import { cloudNames } from './machine-cloud.ts'
import type { Tools } from './tools.ts'

/** `OPADS_COMPLETION_MS`: more time for a slow connection. */
const boundMs = Number(process.env.OPADS_COMPLETION_MS) || 1000
const most = 200

async function remoteNames(
  kind: 'application' | 'tenant' | 'user' | 'token',
  tools: Tools,
): Promise<readonly string[]> {
  try {
    const { api } = await tools.session()
    const signal = AbortSignal.timeout(boundMs)
    const ask = {
      application: () => api('GET /api/v1/applications', { query: { limit: most }, signal }),
      tenant: () => api('GET /api/v1/tenants', { signal }),
      user: () => api('GET /api/v1/users', { signal }),
      token: () => api('GET /api/v1/tokens', { signal }),
    }
    const { items } = await ask[kind]()
    return items.map(({ name }) => name)
  } catch {
    return []
  }
}

/** Names that this checkout or this machine knows; the modules that have them are loaded for this alone. */
const local: Partial<Record<NameKind, (tools: Tools) => Promise<readonly string[]>>> = {
  cloud: (tools) => cloudNames(tools).catch(() => []),
  step: async () => {
    const { allSteps } = await import('@opads/up/all-steps')
    const { defaultParts } = await import('@opads/up/parts')
    const { readWords } = await import('@opads/up/words')
    return allSteps(readWords(['up']), defaultParts).map(({ id }) => id)
  },
  part: async () =>
    (await import('@opads/parts/catalogue')).catalogue.flatMap(({ name, optional }) =>
      optional ? [name] : [],
    ),
  artifact: async () => (await import('@opads/artifacts/recipes')).recipes.map(({ name }) => name),
  image: async () => (await import('@opads/images/definitions')).definitions.map(({ name }) => name),
  bench: async () => (await import('@opads/bench/benches')).benches.map(({ name }) => name),
  story: async () => (await import('@opads/stories/stories')).stories.map(({ name }) => name),
  file: async () => [], // the shell offers them
}

export async function names(kind: NameKind, tools: Tools): Promise<readonly string[]> {
  const here = local[kind]
  return here ? here(tools) : remoteNames(kind as Parameters<typeof remoteNames>[0], tools)
}
