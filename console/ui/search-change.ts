/** Changes a part of what the address of this page holds behind `?`; the rest stays. No step back leads before it. */
import { useNavigate } from '@tanstack/react-router'

type Options = {
  /** The page is not scrolled to its top. */
  readonly isScrollKept?: boolean
}
export function useSearchChange<Search extends object>({
  isScrollKept = false,
}: Options = {}): (change: Search) => void {
  const navigate = useNavigate()
  return (change) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...change })) as never,
      replace: true,
      resetScroll: !isScrollKept,
    })
}
