/** Compares a wanted object with the one in the API server, which adds defaults: only fields that we set must be equal. Pure. */

export type ObjectState = 'same' | 'gone' | { readonly differsAt: string }

export function objectState(wanted: unknown, found: unknown): ObjectState {
  if (found === undefined) return 'gone'
  const path = differenceAt(wanted, found, '')
  return path === undefined ? 'same' : { differsAt: path }
}

/** The first path at which `found` differs from `wanted`, such as `spec.replicas`. */
function differenceAt(wanted: unknown, found: unknown, path: string): string | undefined {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return path
    return firstOf(wanted.map((one, index) => () => differenceAt(one, found[index], `${path}.${index}`)))
  }
  if (typeof wanted === 'object' && wanted !== null) {
    const values = (found ?? {}) as Readonly<Record<string, unknown>>
    if (typeof values !== 'object') return path
    return firstOf(
      Object.entries(wanted).map(
        ([key, value]) =>
          () =>
            differenceAt(value, values[key], path === '' ? key : `${path}.${key}`),
      ),
    )
  }
  return (wanted ?? undefined) === (found ?? undefined) ? undefined : path
}

function firstOf(asks: readonly (() => string | undefined)[]): string | undefined {
  for (const ask of asks) {
    const answer = ask()
    if (answer !== undefined) return answer
  }
  return undefined
}
