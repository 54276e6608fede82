/** What every page stands in: rail, top line, palette; the stream is followed while somebody is signed in. */
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { Target } from '../address.ts'
import { followChanges, useIsLive } from '../api/live.ts'
import { useMe } from '../api/me.ts'
import type { Route, SideMenu } from '../route.ts'
import { useSpeech, useWords } from '../words/language.tsx'
import { Crumbs } from './crumbs.tsx'
import { Icon, Mark } from './icons.tsx'
import { useKeys } from './keys.ts'
import { Routes } from './pages-beneath.tsx'
import { Palette } from './palette.tsx'
import { State } from './state.tsx'
import { Switches } from './switches.tsx'

type Props = {
  readonly routes: readonly Route[]
  /** Where the mark leads. */
  readonly home: Target
  /** The page of who is signed in. */
  readonly account: Target
}

export function Shell({ routes, home, account }: Props) {
  const { words } = useSpeech()
  const queries = useQueryClient()
  const [isSearching, setSearching] = useState(false)
  const isLoading = useRouterState({ select: (state) => state.isLoading })
  const openPalette = useCallback(() => setSearching(true), [])
  useEffect(() => followChanges(queries, routes), [queries, routes])
  useKeys(openPalette)
  return (
    <>
      <a className="button skip" href="#content">
        {words.nav.skip}
      </a>
      {isLoading && <div className="progress" />}
      <div className="shell">
        <Rail routes={routes} home={home} openPalette={openPalette} />
        <div>
          <Top routes={routes} account={account} openPalette={openPalette} />
          <main id="content" tabIndex={-1}>
            <Routes value={routes}>
              <Outlet />
            </Routes>
          </main>
        </div>
      </div>
      {isSearching && <Palette routes={routes} onClose={() => setSearching(false)} />}
    </>
  )
}

type Opens = { readonly openPalette: () => void }

function Rail({ routes, home, openPalette }: Pick<Props, 'routes' | 'home'> & Opens) {
  const { nav } = useWords()
  const me = useMe()
  const linksAt = (place: SideMenu['place']) =>
    routes.map(
      (route) =>
        route.sideMenu?.place === place &&
        route.isFor?.(me) !== false && (
          <RailLink key={route.address.pattern} route={route} menu={route.sideMenu} />
        ),
    )
  return (
    <nav className="rail" aria-label={nav.main}>
      <Link {...home} className="brand" aria-label={nav.home}>
        <Mark />
        <span>Opads</span>
      </Link>
      {linksAt('main')}
      <div className="rail-group only-large">{nav.platform}</div>
      {linksAt('platform')}
      <button type="button" className="rail-link only-small" onClick={openPalette}>
        <Icon name="more" />
        <span>{nav.more}</span>
      </button>
    </nav>
  )
}

function RailLink({ route, menu }: { readonly route: Route; readonly menu: SideMenu }) {
  const words = useWords()
  const say = route.crumb(words, {})
  const badge = menu.useBadge?.(words)
  return (
    <Link
      to={route.address.pattern}
      className={menu.place === 'main' ? 'rail-link' : 'rail-link only-large'}
      title={say}
      activeOptions={{ includeSearch: false }}
    >
      <Icon name={menu.icon} />
      <span>{say}</span>
      {badge !== undefined && <span className="count">{badge}</span>}
    </Link>
  )
}

function Top({ routes, account, openPalette }: Pick<Props, 'routes' | 'account'> & Opens) {
  const { nav } = useWords()
  const me = useMe()
  const isLive = useIsLive()
  return (
    <header className="top">
      <Crumbs routes={routes} />
      {!isLive && <State tone="run" say={nav.notLive} />}
      <button type="button" className="search only-large" onClick={openPalette}>
        <span>{nav.search}</span>
        <kbd>⌘K</kbd>
      </button>
      <Switches look="only-large" />
      <Link {...account} className="button quiet" title={nav.account}>
        {me.account}
      </Link>
    </header>
  )
}
