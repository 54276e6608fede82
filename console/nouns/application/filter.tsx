/** Filter by one application's full name, with suggestions of those that the user may see. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '../../api/list.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { applicationsQuery } from './queries.ts'

type Props = {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

export function ApplicationFilter(props: Props) {
  const { data } = useInfiniteQuery(applicationsQuery({}))
  return <SearchField {...props} known={data ? itemsOf(data).map((one) => one.name) : []} />
}
