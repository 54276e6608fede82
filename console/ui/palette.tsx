/** ⌘K: applications, pages and actions by name. On a small screen also the rest of the menu. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { applicationsQuery, itemsOf } from '../api/queries.ts'
import { signOut } from '../api/sign-out.ts'
import { paths, patterns } from '../paths.ts'
import { useSpeech } from '../words/language.tsx'
import { Dialog } from './dialog.tsx'
import { setTheme } from './theme.ts'

const route = getRouteApi('/app')
type Choice = {
  readonly key: string
  readonly group: string
  readonly say: string
  readonly detail?: string
  readonly go: () => void
}

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { words } = useSpeech()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const choices = useChoices(text.trim().toLowerCase())
  const chosen = Math.min(at, choices.length - 1)
  useEffect(() => {
    void document.getElementById(`${id}${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, chosen])
  const go = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    choice.go()
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') go(choices[chosen])
    if (!step) return
    event.preventDefault()
    setAt((chosen + step + choices.length) % Math.max(1, choices.length))
  }
  return (
    <Dialog title={words.palette.title} onClose={onClose}>
      <input
        className="palette-input"
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}list`}
        aria-activedescendant={choices.length > 0 ? `${id}${chosen}` : undefined}
        aria-label={words.palette.title}
        placeholder={words.palette.hint}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      {choices.length === 0 && <p className="palette-none dim">{words.palette.none(text)}</p>}
      <div className="palette" role="listbox" id={`${id}list`} aria-label={words.palette.title}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's
          <div
            key={choice.key}
            id={`${id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(choice)}
            onPointerMove={() => setAt(index)}
          >
            <span>{choice.say}</span>
            <span className="dim">{choice.detail ?? choice.group}</span>
          </div>
        ))}
      </div>
    </Dialog>
  )
}

function useChoices(text: string): readonly Choice[] {
  const { words, language, speak } = useSpeech()
  const { nav, palette, applications } = words
  const { me } = route.useRouteContext()
  const navigate = useNavigate()
  const found = useInfiniteQuery({
    ...applicationsQuery({ search: text || undefined }),
    placeholderData: keepPreviousData,
  })
  const pages = [
    { say: nav.applications, to: patterns.applications },
    { say: nav.runs, to: patterns.runs },
    { say: nav.activity, to: patterns.activity },
    { say: nav.clusters, to: patterns.clusters },
    ...(me.isAdmin
      ? ([
          { say: nav.users, to: patterns.users },
          { say: nav.tenants, to: patterns.tenants },
        ] as const)
      : []),
    { say: nav.account, to: patterns.account },
  ] as const
  const actions: readonly Omit<Choice, 'group'>[] = [
    {
      key: 'create',
      say: applications.create,
      go: () => void navigate(paths.applications({ create: true })),
    },
    { key: 'system', say: nav.theme.system, go: () => setTheme('system') },
    { key: 'light', say: nav.theme.light, go: () => setTheme('light') },
    { key: 'dark', say: nav.theme.dark, go: () => setTheme('dark') },
    { key: 'language', say: palette.language, go: () => speak(language === 'zh' ? 'en' : 'zh') },
    { key: 'out', say: nav.signOut, go: () => void signOut() },
  ]
  const fits = ({ say, key }: { readonly say: string; readonly key?: string }) =>
    `${say} ${key ?? ''}`.toLowerCase().includes(text)
  return [
    ...(found.data ? itemsOf(found.data) : [])
      .filter((one) => one.name.includes(text))
      .slice(0, text === '' ? 5 : 20)
      .map(({ name, tenant }) => ({
        key: `app/${name}`,
        group: applications.title,
        say: name,
        detail: tenant,
        go: () => void navigate(paths.application(name)),
      })),
    ...pages
      .filter(fits)
      .map(({ say, to }) => ({ key: to, group: palette.pages, say, go: () => void navigate({ to }) })),
    ...actions.filter(fits).map((one) => ({ ...one, group: palette.actions })),
  ]
}
