/** Two buttons: next theme, next language. */
import { useSpeech } from '../words/language.tsx'
import { Icon } from './icons.tsx'
import { setTheme, themes, useTheme } from './theme.ts'

export function Switches({ look = '' }: { readonly look?: string }) {
  const { words, language, speak } = useSpeech()
  const theme = useTheme()
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <>
      <button
        type="button"
        className={`button quiet ${look}`}
        title={words.nav.theme[theme]}
        aria-label={words.nav.theme[theme]}
        onClick={() => setTheme(next)}
      >
        <Icon name="theme" />
      </button>
      <button
        type="button"
        className={`button quiet ${look}`}
        lang={other === 'zh' ? 'zh-CN' : 'en'}
        onClick={() => speak(other)}
      >
        {words.other}
      </button>
    </>
  )
}
