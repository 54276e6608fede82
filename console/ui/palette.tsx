/** ⌘K: pages, what they show and what can be done there, by their names. On a small screen it is also the rest of the menu. */
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useMe } from '../api/me.ts'
import type { Entry, Route } from '../route.ts'
import { useSpeech } from '../words/language.tsx'
import { Dialog } from './dialog.tsx'

type Choice = Omit<Entry, 'does'> & { readonly group: string; readonly go: () => void }
type Props = { readonly routes: readonly Route[]; readonly onClose: () => void }

export function Palette({ routes, onClose }: Props) {
  const { words } = useSpeech()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const choices = useChoices(routes, text.trim().toLowerCase())
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

function useChoices(routes: readonly Route[], text: string): readonly Choice[] {
  const speech = useSpeech()
  const { words } = speech
  const me = useMe()
  const navigate = useNavigate()
  const choiceOf =
    (group: string) =>
    ({ does, ...entry }: Entry): Choice => ({
      ...entry,
      group,
      go: () => (typeof does === 'function' ? does() : void navigate(does)),
    })
  const mine = routes.flatMap((route) =>
    route.palette && route.isFor?.(me) !== false
      ? [{ ...route.palette, path: route.address.pattern, say: route.crumb(words, {}) }]
      : [],
  )
  const found = mine.flatMap(({ useFound, say }) => useFound?.(text).map(choiceOf(say)) ?? [])
  const pages = mine.filter(({ say }) => say.toLowerCase().includes(text))
  const actions = mine
    .flatMap((one) => one.actions?.(speech) ?? [])
    .filter(({ say, key }) => `${say} ${key}`.toLowerCase().includes(text))
  return [
    ...found,
    ...pages.map(({ path, say }) => choiceOf(words.palette.pages)({ key: path, say, does: { to: path } })),
    ...actions.map(choiceOf(words.palette.actions)),
  ]
}
