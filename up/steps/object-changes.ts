/** How an apply would change an object, in words. Pure. */
import type { KubeObject } from '@opads/kernel/kube'

type Fields = Readonly<Record<string, unknown>>
type Change = { readonly path: string; readonly before: unknown; readonly after: unknown }

/** More are counted only. */
const mostPaths = 3

/** "image 3f2a1b0c → 9a01cc4d", "spec.replicas"; nothing if it stays as it is. Of other fields no value is shown: it may be a secret. */
export function objectChange(before: KubeObject, after: KubeObject): string | undefined {
  const clauses = changesIn(own(before), own(after), '').map(clauseOf)
  if (clauses.length === 0) return undefined
  const left = clauses.length - mostPaths
  return [...clauses.slice(0, mostPaths), ...(left > 0 ? [`${left} more`] : [])].join(', ')
}

/** The first digits of a digest, or what stands behind the last slash. */
export const shortImage = (reference: string): string =>
  /sha256:([0-9a-f]{8})/.exec(reference)?.[1] ?? reference.split('/').at(-1)!

/** Without what the server writes at every change, and without the state, which controllers write. */
function own({ metadata, ...object }: KubeObject): Fields {
  const { managedFields, resourceVersion, generation, ...kept } = metadata as Fields & KubeObject['metadata']
  const { status, ...rest } = object as Fields
  return { ...rest, metadata: kept }
}

function changesIn(before: unknown, after: unknown, path: string): readonly Change[] {
  if (!isFields(before) || !isFields(after) || Array.isArray(before) !== Array.isArray(after))
    return before === after ? [] : [{ path, before, after }]
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap((key) => changesIn(before[key], after[key], path === '' ? key : `${path}.${key}`))
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const clauseOf = ({ path, before, after }: Change) =>
  path.endsWith('.image') && typeof before === 'string' && typeof after === 'string'
    ? `image ${shortImage(before)} → ${shortImage(after)}`
    : path
