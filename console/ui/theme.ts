/** Light or dark: as the system, or as chosen on this browser (`public/theme.js` reads it before the first paint). */
import { useSyncExternalStore } from 'react'

type Theme = 'system' | 'light' | 'dark'
export const themes = ['system', 'light', 'dark'] as const
const key = 'opads.theme'
const listeners = new Set<() => void>()

const themeNow = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? 'system'

export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem(key)
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.setItem(key, theme)
  }
  for (const listener of listeners) listener()
}

export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, themeNow)
