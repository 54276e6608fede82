/** The page before the house: no rail, one form, the two switches. */
import type { ReactNode } from 'react'
import { Icon, Mark } from '../ui/icons.tsx'
import { setTheme, themes, useTheme } from '../ui/theme.ts'
import { useSpeech } from '../words/language.tsx'

export function Front({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { words, language, speak } = useSpeech()
  const theme = useTheme()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
  return (
    <div className="front">
      <header>
        <button
          type="button"
          className="button quiet"
          title={words.nav.theme[theme]}
          aria-label={words.nav.theme[theme]}
          onClick={() => setTheme(next)}
        >
          <Icon name="theme" />
        </button>
        <button
          type="button"
          className="button quiet"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => speak(language === 'zh' ? 'en' : 'zh')}
        >
          {words.other}
        </button>
      </header>
      <main>
        <div className="brand">
          <Mark />
          <span>Opads</span>
        </div>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
