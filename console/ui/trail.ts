/** Pages by their addresses: those on the way to a page, and those right beneath it. Pure. */
import type { Route } from '../route.ts'

type Place = { readonly route: Route; readonly params: Readonly<Record<string, string>> }

/** `/runs/7`: the page of `/runs`, then that of `/runs/$id` with `{ id: '7' }`. */
export function trailOf(routes: readonly Route[], pathname: string): readonly Place[] {
  const words = pathname.split('/').filter(Boolean)
  return words.flatMap((_, last) => placeAt(routes, words.slice(0, last + 1)) ?? [])
}

/** `/applications/$name`: the pages of `/applications/$name/config` and `/applications/$name/logs`. */
export const beneath = (routes: readonly Route[], pattern: string): readonly Route[] =>
  routes.filter(({ address }) => {
    const rest = address.pattern.startsWith(`${pattern}/`) ? address.pattern.slice(pattern.length + 1) : ''
    return /^[^$/]+$/.test(rest)
  })

function placeAt(routes: readonly Route[], words: readonly string[]): Place | undefined {
  for (const route of routes) {
    const params = paramsOf(route.address.pattern.split('/').filter(Boolean), words)
    if (params) return { route, params }
  }
  return undefined
}

function paramsOf(pattern: readonly string[], words: readonly string[]): Place['params'] | undefined {
  const fits =
    pattern.length === words.length && pattern.every((one, at) => one.startsWith('$') || one === words[at])
  if (!fits) return undefined
  const params = pattern.flatMap((one, at) =>
    one.startsWith('$') ? [[one.slice(1), plain(words[at]!)]] : [],
  )
  return Object.fromEntries(params) as Place['params']
}

function plain(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}
