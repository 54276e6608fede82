/** Applications by a piece of their name, for the palette: few before something is typed. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '../../api/list.ts'
import { type Application, applicationsQuery } from './queries.ts'

export function useFoundApplications(text: string): readonly Application[] {
  const { data } = useInfiniteQuery({
    ...applicationsQuery({ search: text || undefined }),
    placeholderData: keepPreviousData,
  })
  return (data ? itemsOf(data) : []).filter((one) => one.name.includes(text)).slice(0, text === '' ? 5 : 20)
}
