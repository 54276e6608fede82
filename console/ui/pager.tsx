/** "51–100 of 214" with buttons; the next page of a list is read when it is opened. */
import { useWords } from '../words/language.tsx'
import { Button } from './button.tsx'
import type { Source } from './table.tsx'

type Props = {
  readonly page: { readonly page: number; readonly pages: number; readonly from: number; readonly to: number }
  readonly total: number
  readonly source: Source
  readonly go: (page: number | undefined) => void
}

export function Pager({ page: { page, pages, from, to }, total, source, go }: Props) {
  const { table: say } = useWords()
  const hasMore = source.hasNextPage === true
  if (total === 0 || (pages === 1 && !hasMore)) return null
  const next = async () => {
    if (page === pages) await source.fetchNextPage?.()
    go(page + 1)
  }
  return (
    <nav className="pager" aria-label={say.pages}>
      <span className="number dim">{say.range(from, to, total, hasMore)}</span>
      <Button
        isSmall
        not={page === 1 ? say.isFirst : undefined}
        onPress={() => go(page === 2 ? undefined : page - 1)}
      >
        {say.previous}
      </Button>
      <Button
        isSmall
        isBusy={source.isFetchingNextPage === true}
        not={page === pages && !hasMore ? say.isLast : undefined}
        onPress={() => void next()}
      >
        {say.next}
      </Button>
    </nav>
  )
}
