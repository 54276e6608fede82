/** The language of the page: chosen on this browser, else the browser's own. */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Language } from './time.ts'
import { en, type Words, zh } from './words.ts'

const key = 'opads.language'
const words: Readonly<Record<Language, Words>> = { en, zh }
export type Speech = {
  readonly language: Language
  readonly words: Words
  readonly speak: (language: Language) => void
}
const Context = createContext<Speech>({ language: 'en', words: en, speak: () => {} })

export const useSpeech = (): Speech => useContext(Context)
export const useWords = (): Words => useContext(Context).words

function chosen(): Language {
  const stored = localStorage.getItem(key)
  if (stored === 'en' || stored === 'zh') return stored
  return navigator.language.startsWith('zh') ? 'zh' : 'en'
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(chosen)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const speak = (next: Language) => {
    localStorage.setItem(key, next)
    setLanguage(next)
  }
  return <Context value={{ language, words: words[language], speak }}>{children}</Context>
}
