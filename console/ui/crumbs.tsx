/** Where one is, from the address; also the title of the window. */
import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Route } from '../route.ts'
import { useWords } from '../words/language.tsx'
import { trailOf } from './trail.ts'

export function Crumbs({ routes }: { readonly routes: readonly Route[] }) {
  const words = useWords()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const trail = trailOf(routes, pathname).map(({ route, params }) => ({
    to: route.address.pattern,
    params,
    say: route.crumb(words, params),
  }))
  const title = [...trail.map((one) => one.say).reverse(), 'Opads'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <ol className="crumbs">
      {trail.map(({ to, params, say }, index) => (
        <li key={to}>
          {index < trail.length - 1 ? (
            <Link to={to} params={params}>
              {say}
            </Link>
          ) : (
            <span aria-current="true">{say}</span>
          )}
        </li>
      ))}
    </ol>
  )
}
