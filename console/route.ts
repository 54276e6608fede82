/**
 * A page of the console, said once as one value. The router, the side menu, the crumbs, the palette and what a change
 * makes stale are all made from the list of these (`routes.ts`).
 */
import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Address, ParamsOf, Target } from './address.ts'
import type { Me } from './api/me.ts'
import type { StaleOn } from './api/stale.ts'
import type { IconName } from './ui/icons.tsx'
import type { Speech } from './words/language.tsx'
import type { Words } from './words/words.ts'

export type SideMenu = {
  readonly icon: IconName
  readonly place: 'main' | 'platform'
  /** A few words behind the name: what goes on there now. */
  readonly useBadge?: (words: Words) => string | undefined
}

/** Something to choose in the palette. */
export type Entry = {
  readonly key: string
  readonly say: string
  readonly detail?: string
  readonly does: Target | (() => void)
}
export type Palette = {
  /** What the text finds among what the page shows. */
  readonly useFound?: (text: string) => readonly Entry[]
  /** What can be done there, from everywhere. */
  readonly actions?: (speech: Speech) => readonly Entry[]
}

type At<Pattern extends string, Search> = { readonly params: ParamsOf<Pattern>; readonly search: Search }

type Definition<Pattern extends string, Search> = {
  /** Links to it are drawn with the same value. */
  readonly address: Address<Pattern, Search>
  /** Nobody is signed in yet: drawn without the side menu and all else that stands around a page. */
  readonly isOutside?: true
  /** Who sees it in the side menu and the palette; else everybody. Pluto decides who may. */
  readonly isFor?: (me: Me) => boolean
  /** Reads what the page shows before it is drawn, so no page knows "loading". */
  readonly load?: (queries: QueryClient, at: At<Pattern, Search>) => Promise<unknown>
  /** Its name, where one is, and in the side menu and the palette. */
  readonly crumb: (words: Words, params: ParamsOf<Pattern>) => string
  readonly sideMenu?: SideMenu
  /** It can be gone to from the palette. */
  readonly palette?: Palette
  /** What a change makes stale of what it reads. */
  readonly staleOn?: StaleOn
  /** First words of keys of queries that the page reads and no event of a change names. */
  readonly withoutEvents?: readonly string[]
  /** Its code is read when somebody goes there, or is about to. */
  readonly page: () => Promise<(at: At<Pattern, Search>) => ReactNode>
}

/** A route whose pattern and search are not known any more: one of the list. */
export type Route = Definition<string, object>

/** Checks that address, what is read and page fit each other, then forgets their exact types. */
export const route = <Pattern extends string, Search extends object>(
  one: Definition<Pattern, Search>,
): Route => one as unknown as Route
