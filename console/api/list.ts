/** Lists that the API gives page by page. */
type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** What such a query says beside its key and its reading. */
export const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: Page<unknown>) => last.next ?? undefined,
}
/** All that was read of a list so far. */
export const itemsOf = <T>(data: { readonly pages: readonly Page<T>[] }): readonly T[] =>
  data.pages.flatMap((one) => one.items)
