/** Events, of all applications or one. */
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { itemsOf } from '../../api/list.ts'
import { More, Title } from '../../ui/page.tsx'
import { useSearchChange } from '../../ui/search-change.ts'
import { useWords } from '../../words/language.tsx'
import { zoneOf } from '../../words/time.ts'
import { ApplicationFilter } from '../application/filter.tsx'
import { eventsQuery } from './queries.ts'
import type { ActivitySearch } from './route.ts'
import { TimeLine } from './time-line.tsx'

type Props = { readonly search: ActivitySearch }

export function ActivityPage({ search: { application } }: Props) {
  const { activity: say, verbs } = useWords()
  const change = useSearchChange<ActivitySearch>()
  const list = useSuspenseInfiniteQuery(eventsQuery(application))
  return (
    <>
      <Title title={say.title} about={zoneOf()} />
      <div className="filters">
        <ApplicationFilter
          label={say.application}
          value={application}
          onChange={(next) => change({ application: next })}
        />
      </div>
      <TimeLine events={itemsOf(list.data)} />
      <More list={list} say={verbs.showMore} />
    </>
  )
}
