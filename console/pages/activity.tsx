/** Events, of all applications or one. */
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { eventsQuery, itemsOf } from '../api/queries.ts'
import type { ActivitySearch } from '../nouns/event/route.ts'
import { ApplicationFilter } from '../ui/application-filter.tsx'
import { More, Title } from '../ui/page.tsx'
import { useSearchChange } from '../ui/search-change.ts'
import { TimeLine } from '../ui/time-line.tsx'
import { useWords } from '../words/language.tsx'
import { zoneOf } from '../words/time.ts'

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
