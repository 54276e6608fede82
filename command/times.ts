/** Times and durations for people. Pure. */

/** 8.2 → "8 s", 71 → "1 m 11 s", 7300 → "2 h 1 m", 400000 → "4 d 15 h". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor(whole / 3600) % 24, 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [whole % 60, 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first === -1) return '0 s'
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
}

/** One unit: "12 s ago", "3 h ago", "5 d ago"; "in 89 d" for the future. `utc`: `2026-11-24 21:40:07 UTC`. */
export function when(
  iso: string | null,
  { now, isUtc }: { readonly now: number; readonly isUtc: boolean },
): string {
  if (iso === null) return '–'
  if (isUtc) return `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC`
  const seconds = Math.round((now - Date.parse(iso)) / 1000)
  if (Math.abs(seconds) < 1) return 'now'
  const [count, unit] = largest(Math.abs(seconds))
  return seconds > 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`
}

export function secondsBetween(from: string | null, to: string | null, now: number): number | undefined {
  if (from === null) return undefined
  return ((to === null ? now : Date.parse(to)) - Date.parse(from)) / 1000
}

function largest(seconds: number): [number, string] {
  if (seconds < 60) return [seconds, 's']
  if (seconds < 3600) return [Math.floor(seconds / 60), 'm']
  if (seconds < 86_400) return [Math.floor(seconds / 3600), 'h']
  return [Math.floor(seconds / 86_400), 'd']
}
