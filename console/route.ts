/**
 * A page of the console, said once as one value. The router, the side menu, the crumbs, the palette and what a change
 * makes stale are all made from the list of these (`routes.ts`).
 */
import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Me } from './api/me.ts'
import type { StaleOn } from './api/stale.ts'
import type { Given } from './search.ts'
import type { IconName } from './ui/icons.tsx'
import type { Words } from './words/en.ts'
import type { Speech } from './words/language.tsx'

/** Where a link or `navigate` leads, as `paths.ts` builds it. */
export type Address = {
  readonly to: string
  readonly params?: Readonly<Record<string, string>>
  readonly search?: object
}

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
  readonly does: Address | (() => void)
}
export type Palette = {
  /** What the text finds among what the page shows. */
  readonly useFound?: (text: string) => readonly Entry[]
  /** What can be done there, from everywhere. */
  readonly actions?: (speech: Speech) => readonly Entry[]
}

type ParamsOf<Path extends string> = Path extends `${string}$${infer Name}/${infer Rest}`
  ? { readonly [key in Name]: string } & ParamsOf<Rest>
  : Path extends `${string}$${infer Name}`
    ? { readonly [key in Name]: string }
    : Readonly<Record<never, string>>
type At<Path extends string, Search> = { readonly params: ParamsOf<Path>; readonly search: Search }

type Definition<Path extends string, Search> = {
  /** One of `patterns` in `paths.ts`. */
  readonly path: Path
  /** Nobody is signed in yet: drawn without the side menu and all else that stands around a page. */
  readonly isOutside?: true
  /** Who sees it in the side menu and the palette; else everybody. Pluto decides who may. */
  readonly isFor?: (me: Me) => boolean
  /** What the address may hold behind `?`. */
  readonly search?: (given: Given) => Search
  /** Reads what the page shows before it is drawn, so no page knows "loading". */
  readonly load?: (queries: QueryClient, at: At<Path, Search>) => Promise<unknown>
  /** Its name, where one is, and in the side menu and the palette. */
  readonly crumb: (words: Words, params: ParamsOf<Path>) => string
  readonly sideMenu?: SideMenu
  /** It can be gone to from the palette. */
  readonly palette?: Palette
  /** What a change makes stale of what it reads. */
  readonly staleOn?: StaleOn
  /** Its code is read when somebody goes there, or is about to. */
  readonly page: () => Promise<(at: At<Path, Search>) => ReactNode>
}

/** A route whose path and search are not known any more: one of the list. */
export type Route = Definition<string, object>

/** Checks that path, search and page fit each other, then forgets their exact types. */
export const route = <Path extends string, Search extends object>(one: Definition<Path, Search>): Route =>
  one as unknown as Route
