/** A contract → its OpenAPI 3.1 document, without internal routes. Pure. */
import { z } from 'zod'
import type { Contract, Endpoint } from './contract.ts'

const json = (schema: unknown, example?: unknown) => ({
  content: { 'application/json': { schema, ...(example !== undefined && { example }) } },
})
const schemaOf = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return schema
}

export function openapi(contract: Contract, title: string, version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [route, endpoint] of Object.entries(contract)) {
    if (endpoint.policy === 'internal') continue
    const [method, path] = route.split(' ') as [string, string]
    const at = path.replace(/:(\w+)/g, '{$1}')
    paths[at] = { ...paths[at], [method.toLowerCase()]: operationOf(method, path, endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-opads' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function operationOf(method: string, path: string, endpoint: Endpoint) {
  const { summary, policy, query, body, example, answer, stream, status, tagged } = endpoint
  const words = path.split('/').filter((word) => word !== '' && word !== 'api' && word !== 'v1')
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const queries = query
    ? (schemaOf(query, 'input').properties as Record<string, object> | undefined)
    : undefined
  const success = stream
    ? {
        content: { [stream === 'text' ? 'text/plain' : 'text/event-stream']: { schema: { type: 'string' } } },
      }
    : answer
      ? json(schemaOf(answer, 'output'))
      : {}
  return {
    operationId: [method.toLowerCase(), ...words.map((word) => word.replace(':', 'by-'))].join('-'),
    summary,
    security: policy === 'public' ? [] : [{ token: [] }, { session: [] }],
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...Object.entries(queries ?? {}).map(([name, schema]) => ({
        name,
        in: 'query',
        schema,
        ...(example?.[name] !== undefined && { example: example[name] }),
      })),
      ...(method === 'GET' || policy === 'public' ? [] : termParameters),
    ],
    ...(body && { requestBody: { required: true, ...json(schemaOf(body, 'input'), example) } }),
    responses: {
      [status ?? (answer || stream ? 200 : 204)]: {
        description: summary,
        ...(tagged && { headers: { ETag: { schema: { type: 'string' } } } }),
        ...success,
      },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** What a caller may ask of every write. */
const termParameters = [
  {
    name: 'dryRun',
    in: 'query',
    description: 'Only try it, and change nothing',
    schema: { type: 'boolean' },
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'For 24 h the same call with the same key gets the first answer again',
    schema: { type: 'string', maxLength: 200 },
  },
  {
    name: 'If-Match',
    in: 'header',
    description: 'Refuse when the target is no longer the one that was read with this ETag',
    schema: { type: 'string', maxLength: 2000 },
  },
]

const problemSchema = {
  type: 'object',
  required: ['status', 'code', 'title', 'next', 'request'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    titleZh: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    next: { type: 'string' },
    retry: { type: 'boolean' },
    facts: { type: 'object' },
    request: { type: 'string' },
  },
}
