/** Applications by a piece of their name, for the palette: few before something is typed. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '../../api/list.ts'
import { paths } from '../../paths.ts'
import type { Entry } from '../../route.ts'
import { applicationsQuery } from './queries.ts'

export function useFoundApplications(text: string): readonly Entry[] {
  const { data } = useInfiniteQuery({
    ...applicationsQuery({ search: text || undefined }),
    placeholderData: keepPreviousData,
  })
  return (data ? itemsOf(data) : [])
    .filter((one) => one.name.includes(text))
    .slice(0, text === '' ? 5 : 20)
    .map(({ name, tenant }) => ({
      key: `app/${name}`,
      say: name,
      detail: tenant,
      does: paths.application(name),
    }))
}
