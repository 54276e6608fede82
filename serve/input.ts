/** Checks query and body of a request against the shapes of its route; reports all faults at once, each with its path. */
import { faultOfIssue } from '@opads/kernel/input-fault'
import { type Message, said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { z } from 'zod'
import type { Endpoint } from './contract.ts'

export function readQuery({ query }: Endpoint, given: Readonly<Record<string, string>>): unknown {
  return query === undefined ? {} : parsed(query, given, said('input.query'))
}

const tried = z.object({ dryRun: z.stringbool().default(false) })

/**
 * Takes `dryRun` out of the query of a write. A write of nobody or of another process cannot be tried.
 * @throws Problem `input.invalid`, `write.unsupported`
 */
export function readDryRun(
  { policy }: Pick<Endpoint, 'policy'>,
  { dryRun: given, ...query }: Readonly<Record<string, string>>,
): { readonly dryRun: boolean; readonly query: Readonly<Record<string, string>> } {
  if (given === undefined) return { dryRun: false, query }
  if (policy === 'public' || policy === 'internal') throw new Problem('write.unsupported', { what: 'dryRun' })
  const { dryRun } = parsed(tried, { dryRun: given }, said('input.query')) as z.infer<typeof tried>
  return { dryRun, query }
}

/** @throws Problem `input.invalid`, `input.too-large` */
export async function readBody({ body }: Endpoint, request: Request, limitBytes: number): Promise<unknown> {
  if (body === undefined) return undefined
  const text = await limitedText(request, limitBytes)
  let value: unknown
  try {
    value = text === '' ? {} : JSON.parse(text)
  } catch (cause) {
    const faults = [said('input.not-json')]
    throw new Problem('input.invalid', { source: said('input.body'), count: 1, faults }, cause)
  }
  return parsed(body, value, said('input.body'))
}

function parsed(shape: z.ZodType, value: unknown, source: Message): unknown {
  const { data, error } = shape.safeParse(value)
  if (!error) return data
  throw new Problem('input.invalid', {
    source,
    count: error.issues.length,
    faults: error.issues.map((issue) => faultOfIssue(issue)),
  })
}

/** Counts bytes while it reads: the content-length header may be missing or wrong. */
async function limitedText(request: Request, limitBytes: number): Promise<string> {
  const tooLarge = () => new Problem('input.too-large', { limitBytes })
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > limitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
