/** Which answers a change makes stale: what the routes say of what they read. Pure. */

export type Change = {
  readonly topic: 'application' | 'run' | 'pods' | 'event'
  readonly application: string
  readonly run?: number | undefined
}
/** The beginning of a query's key: what it has in front is read again. */
type Key = readonly (string | number)[]
export type StaleOn = { readonly [topic in Change['topic']]?: (change: Change) => readonly Key[] }

/** Each key once. */
export const staleKeysOf = (
  all: readonly { readonly staleOn?: StaleOn }[],
  changes: readonly Change[],
): readonly Key[] => [
  ...new Map(
    changes
      .flatMap((change) => all.flatMap(({ staleOn }) => staleOn?.[change.topic]?.(change) ?? []))
      .map((key) => [key.join('/'), key]),
  ).values(),
]
