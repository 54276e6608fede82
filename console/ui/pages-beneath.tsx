/** Links to the pages beneath this one, drawn from the list of routes: a new page needs no link by hand. */
import { Link } from '@tanstack/react-router'
import { createContext, useContext } from 'react'
import { useMe } from '../api/me.ts'
import type { Route } from '../route.ts'
import { useWords } from '../words/language.tsx'
import { beneath } from './trail.ts'

/** The list, given by the shell: no page imports the list that it is in. */
export const Routes = createContext<readonly Route[]>([])

type Props = { readonly of: string; readonly params: Readonly<Record<string, string>> }

/** @param of the pattern of the page */
export function PagesBeneath({ of, params }: Props) {
  const words = useWords()
  const me = useMe()
  return beneath(useContext(Routes), of)
    .filter(({ isFor }) => isFor?.(me) !== false)
    .map(({ address: { pattern }, crumb }) => (
      <Link key={pattern} to={pattern} params={params} className="button">
        {crumb(words, params)}
      </Link>
    ))
}
