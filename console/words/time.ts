/** Formats times for people. Pure: the current time is a parameter. */
export type Language = 'en' | 'zh'

const units = {
  en: {
    s: ' s',
    min: ' min',
    h: ' h',
    d: (count: number) => (count === 1 ? ' day' : ' days'),
    before: ' ago',
  },
  zh: { s: ' 秒', min: ' 分钟', h: ' 小时', d: () => ' 天', before: '前' },
} as const

/** "38 s", "6 min", "2 h", "3 days": one figure, rounded down. */
export function spanOf(ms: number, language: Language): string {
  const unit = units[language]
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds}${unit.s}`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${unit.min}`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}${unit.h}`
  const days = Math.floor(seconds / 86_400)
  return `${days}${unit.d(days)}`
}

/** "9 s", "1 min 20 s", "2 h 5 min": how long work took. */
export function tookOf(ms: number, language: Language): string {
  const unit = units[language]
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds}${unit.s}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}${unit.min}${seconds % 60 ? ` ${seconds % 60}${unit.s}` : ''}`
  return `${Math.floor(minutes / 60)}${unit.h} ${minutes % 60}${unit.min}`
}

export function relativeOf(at: number, now: number, language: Language): string {
  if (at > now + 1000)
    return language === 'zh' ? `${spanOf(at - now, language)}后` : `in ${spanOf(at - now, language)}`
  return `${spanOf(now - at, language)}${units[language].before}`
}

/** "2026-11-24 14:02:11 Asia/Shanghai" in the viewer's zone, named. */
export function exactOf(at: number, zone: string = zoneOf()): string {
  const parts = new Intl.DateTimeFormat('sv', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(at)
  return `${parts} ${zone}`
}
export const clockOf = (at: number): string =>
  new Intl.DateTimeFormat('sv', { timeStyle: 'medium' }).format(at)
export const zoneOf = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
