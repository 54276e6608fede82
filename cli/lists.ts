/** Reads lists that have pages, up to a limit or to the end. */
import { flag, whole, withDefault } from '@opads/command/field'

export const listOptions = {
  limit: withDefault(whole('N', 'at most this many', 1, 10_000), 50),
  all: flag('every one, page after page'),
}
type PageOf<T> = { readonly items: readonly T[]; readonly next: string | null }
const largestPage = 200

export async function readList<T>(
  { limit, all }: { readonly limit: number; readonly all: boolean },
  ask: (query: { cursor?: string; limit: number }) => Promise<PageOf<T>>,
): Promise<PageOf<T>> {
  const wanted = all ? Number.POSITIVE_INFINITY : limit
  const items: T[] = []
  let next: string | null = null
  do {
    const page = await ask({
      limit: Math.min(wanted - items.length, largestPage),
      ...(next !== null && { cursor: next }),
    })
    items.push(...page.items)
    next = page.next
  } while (next !== null && items.length < wanted)
  return { items, next }
}

/** The line under a list that has more. */
export const moreLine = ({ items, next }: PageOf<unknown>): string =>
  next === null ? '' : `  The first ${items.length}. More: --limit N or --all\n`
