/** Plays cases on a cloud, and masks what may differ between two: times, ids, secrets. */
import type { Endpoint } from '@opads/serve/contract'
import { contract } from '../../contract.ts'
import type { Case, Who } from './case.ts'

export type Call = (
  route: string,
  words: { as?: string; body?: object | string; headers?: Record<string, string>; signal?: AbortSignal },
) => Promise<Response>
export type Tokens = Readonly<Record<Who, string>>
export type Answer = {
  readonly title: string
  readonly status: number
  readonly headers: Readonly<Record<string, string | null>>
  readonly content: unknown
}
type Answered = { run: string; led: string; token: string; password: string; etag: string }

/** @param fetch of one of the clouds; a body that is text goes as it is */
export function callOf(fetch: (request: Request) => Response | Promise<Response>): Call {
  return async (route, { as, body, headers, signal }) => {
    const [method, path] = route.split(' ') as [string, string]
    return fetch(
      new Request(`http://localhost${path}`, {
        method,
        headers: { ...(as !== undefined && { authorization: `Bearer ${as}` }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        ...(signal && { signal }),
      }),
    )
  }
}

/** What no call can make. */
type Prepare = { readonly wait: (run: number) => unknown; readonly pods: () => unknown }

export async function play(
  call: Call,
  tokens: Tokens,
  cases: readonly Case[],
  { wait, pods }: Prepare,
): Promise<readonly Answer[]> {
  const answered: Answered = { run: '1', led: '1', token: '', password: '', etag: '' }
  const mask = masking()
  const answers: Answer[] = []
  for (const [index, one] of cases.entries()) {
    const { route, as, params, query = '', body, headers } = one
    if (one.waits) await wait(Number(answered.run))
    if (one.pods) await pods()
    const fill = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value).replace(
          /<(token|password|mine|etag|led)>/g,
          (_, word: keyof Answered | 'mine') =>
            word === 'mine'
              ? tokens.mine
              : word === 'etag'
                ? answered.etag.replaceAll('"', '\\"')
                : answered[word],
        ),
      ) as T
    const values: Readonly<Record<string, string>> = {
      name: 'shop',
      environment: 'sit',
      account: 'mine',
      id: answered.run,
      ...fill(params ?? {}),
    }
    const away = new AbortController()
    const path = `${route.replace(/:(\w+)/g, (_, name: string) => values[name]!)}${query.replace('<run>', answered.run)}`
    const response = await call(path, {
      ...(as && { as: tokens[as] }),
      ...(body !== undefined && { body: fill(body) }),
      ...(headers && { headers: fill(headers) }),
      signal: away.signal,
    })
    const content = await contentOf(response, contract[route])
    away.abort()
    remember(answered, content)
    answered.etag = response.headers.get('etag') ?? answered.etag
    answers.push({
      title: `${index} ${route}${query} as ${as ?? 'nobody'} ${JSON.stringify({ params, body })?.slice(0, 120)}`,
      status: response.status,
      headers: Object.fromEntries(
        ['content-type', 'cache-control', 'set-cookie', 'etag', 'idempotency-replayed'].map((name) => [
          name,
          response.headers
            .get(name)
            ?.replace(/opads_[\w-]+/, '<token>')
            .replace(/^"[\w-]{22}"$/, '<etag>') ?? null,
        ]),
      ),
      content: mask(refusalOf(response, content), idKindOf(route)),
    })
  }
  return answers
}

/** Of an endless stream its beginning. */
async function contentOf(response: Response, { stream }: Endpoint): Promise<unknown> {
  if (stream === 'events' && response.ok)
    return new TextDecoder().decode((await response.body!.getReader().read()).value)
  const text = await response.text()
  // PostgreSQL keeps no order of keys.
  if (stream === 'text' && response.ok)
    return text.split('\n').map((line) => (line.startsWith('{') ? JSON.parse(line) : line))
  return /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text
}

/** Of a refusal its code and facts: its sentences are made of them. */
const refusalOf = ({ ok }: Response, content: unknown): unknown => {
  if (ok) return content
  const { code, facts } = content as { code: string; facts: unknown }
  return { code, facts }
}

function remember(answered: Answered, content: unknown): void {
  const { run, token, password, ledTo } = (content ?? {}) as Partial<Omit<Answered, 'run'>> & {
    readonly run?: number | { readonly id: number } | null
    readonly ledTo?: readonly number[]
  }
  const id = typeof run === 'object' ? run?.id : run
  if (id !== undefined) answered.run = String(id)
  if (ledTo?.length) answered.led = String(ledTo.at(-1))
  if (token !== undefined) answered.token = token
  if (password !== undefined) answered.password = password
}

/** What `id` in an answer numbers. */
const idKindOf = (route: string) =>
  route.includes('/events') ? 'event' : route.includes('/audit') ? 'audit' : 'run'

/** Ids become their rank by first sight, so that only which are the same is compared. */
function masking() {
  const ranks = {
    run: new Map<string, string>(),
    event: new Map<string, string>(),
    audit: new Map<string, string>(),
  }
  const rank = (kind: keyof typeof ranks, id: unknown) => {
    const known = ranks[kind]
    const text = String(id)
    if (!known.has(text)) known.set(text, `<${kind} ${known.size}>`)
    return known.get(text)!
  }
  const mask = (value: unknown, ofId: keyof typeof ranks, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => mask(one, ofId, key))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mask(one, ofId, name)]))
    if (value === null || value === undefined || typeof value === 'boolean') return value
    if (key === 'id') return rank(ofId, value)
    if (['run', 'follows', 'builtFrom', 'ledTo'].includes(key)) return rank('run', value)
    if (['token', 'password', 'request', 'waitSeconds'].includes(key)) return `<${key}>`
    if (key === 'next' && /^\d+$/.test(String(value))) return '<cursor>'
    if (typeof value !== 'string') return value
    return value
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, '<time>')
      .replace(/\b(run|build) (\d+)/g, (_, word, id) => `${word} ${rank('run', id)}`)
  }
  return mask
}
