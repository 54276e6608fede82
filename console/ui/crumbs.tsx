/** Breadcrumbs from the URL; also the window's title. */
import { Link, type LinkProps, useParams, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { paths } from '../paths.ts'
import type { Words } from '../words/en.ts'
import { useWords } from '../words/language.tsx'

type Crumb = { readonly say: string; readonly to?: Pick<LinkProps, 'to' | 'params'> }

export function Crumbs() {
  const words = useWords()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const params = useParams({ strict: false })
  const crumbs = crumbsOf(path, params, words)
  const title = [...crumbs.map((one) => one.say).reverse(), 'Opads'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <ol className="crumbs">
      {crumbs.map(({ say, to }) => (
        <li key={say}>
          {to ? <Link {...(to as LinkProps)}>{say}</Link> : <span aria-current="true">{say}</span>}
        </li>
      ))}
    </ol>
  )
}

function crumbsOf(
  path: string,
  params: { readonly name?: string; readonly id?: string },
  { nav, application, runs }: Words,
): readonly Crumb[] {
  const [, first, , third] = path.split('/')
  const { name, id } = params
  if (name !== undefined) {
    const list: Crumb = { say: nav.applications, to: paths.applications() }
    if (third === undefined) return [list, { say: name }]
    const one: Crumb = { say: name, to: paths.application(name) }
    return [list, one, { say: third === 'logs' ? application.logs : application.config }]
  }
  if (id !== undefined) return [{ say: nav.runs, to: paths.runs() }, { say: `${runs.run} ${id}` }]
  return [{ say: nav[first as 'runs'] ?? '' }]
}
