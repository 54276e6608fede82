/** Hidden columns, stored in this browser: one entry per table, such as `node,age`. */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const placeOf = (table: string) => `opads.columns.${table}`

function setHidden(table: string, keys: readonly string[]): void {
  if (keys.length === 0) localStorage.removeItem(placeOf(table))
  else localStorage.setItem(placeOf(table), keys.join(','))
  for (const listener of listeners) listener()
}

export function useHiddenColumns(
  table: string,
): [hidden: readonly string[], set: (keys: readonly string[]) => void] {
  const kept = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => localStorage.getItem(placeOf(table)),
  )
  return [kept?.split(',') ?? [], (keys) => setHidden(table, keys)]
}
