/** The frame of every page: rail, top line, palette. Follows the change stream while a user is signed in. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, type LinkProps, Outlet, useRouterState } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { followChanges, useIsLive } from '../api/live.ts'
import { itemsOf, runsQuery } from '../api/queries.ts'
import { paths, patterns } from '../paths.ts'
import { useSpeech } from '../words/language.tsx'
import { Crumbs } from './crumbs.tsx'
import { Icon, Mark } from './icons.tsx'
import { useKeys } from './keys.ts'
import { Palette } from './palette.tsx'
import { State } from './state.tsx'
import { Switches } from './switches.tsx'

const route = getRouteApi('/app')

export function Shell() {
  const { words } = useSpeech()
  const queries = useQueryClient()
  const [isSearching, setSearching] = useState(false)
  const isLoading = useRouterState({ select: (state) => state.isLoading })
  const openPalette = useCallback(() => setSearching(true), [])
  useEffect(() => followChanges(queries), [queries])
  useKeys(openPalette)
  return (
    <>
      <a className="button skip" href="#content">
        {words.nav.skip}
      </a>
      {isLoading && <div className="progress" />}
      <div className="shell">
        <Rail openPalette={openPalette} />
        <div>
          <Top openPalette={openPalette} />
          <main id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      {isSearching && <Palette onClose={() => setSearching(false)} />}
    </>
  )
}

type Opens = { readonly openPalette: () => void }

function Rail({ openPalette }: Opens) {
  const { nav } = useSpeech().words
  const { me } = route.useRouteContext()
  const active = useActiveRuns()
  const link = (to: LinkProps['to'], icon: Parameters<typeof Icon>[0]['name'], say: string, look = '') => (
    <Link to={to!} className={`rail-link ${look}`} title={say} activeOptions={{ includeSearch: false }}>
      <Icon name={icon} />
      <span>{say}</span>
      {to === patterns.runs && active > 0 && <span className="count">{nav.active(active)}</span>}
    </Link>
  )
  return (
    <nav className="rail" aria-label={nav.main}>
      <Link {...paths.applications()} className="brand" aria-label={nav.home}>
        <Mark />
        <span>Opads</span>
      </Link>
      {link(patterns.applications, 'applications', nav.applications)}
      {link(patterns.runs, 'runs', nav.runs)}
      {link(patterns.activity, 'activity', nav.activity)}
      <div className="rail-group only-large">{nav.platform}</div>
      {link(patterns.clusters, 'clusters', nav.clusters, 'only-large')}
      {me.isAdmin && link(patterns.users, 'users', nav.users, 'only-large')}
      {me.isAdmin && link(patterns.tenants, 'tenants', nav.tenants, 'only-large')}
      <button type="button" className="rail-link only-small" onClick={openPalette}>
        <Icon name="more" />
        <span>{nav.more}</span>
      </button>
    </nav>
  )
}

function Top({ openPalette }: Opens) {
  const { words } = useSpeech()
  const { me } = route.useRouteContext()
  const isLive = useIsLive()
  return (
    <header className="top">
      <Crumbs />
      {!isLive && <State tone="run" say={words.nav.notLive} />}
      <button type="button" className="search only-large" onClick={openPalette}>
        <span>{words.nav.search}</span>
        <kbd>⌘K</kbd>
      </button>
      <Switches look="only-large" />
      <Link {...paths.account()} className="button quiet" title={words.nav.account}>
        {me.account}
      </Link>
    </header>
  )
}

function useActiveRuns(): number {
  const running = useInfiniteQuery(runsQuery({ state: 'running' }, 50))
  const queued = useInfiniteQuery(runsQuery({ state: 'queued' }, 50))
  return (running.data ? itemsOf(running.data).length : 0) + (queued.data ? itemsOf(queued.data).length : 0)
}
