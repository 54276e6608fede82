/** Events, of all applications or one. */
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { eventsQuery, itemsOf } from '../api/queries.ts'
import { patterns } from '../paths.ts'
import { ApplicationFilter } from '../ui/application-filter.tsx'
import { More, Title } from '../ui/page.tsx'
import { TimeLine } from '../ui/time-line.tsx'
import { useWords } from '../words/language.tsx'
import { zoneOf } from '../words/time.ts'

const route = getRouteApi('/app/activity')

export function ActivityPage() {
  const { activity: say, verbs } = useWords()
  const { application } = route.useSearch()
  const navigate = useNavigate({ from: patterns.activity })
  const list = useSuspenseInfiniteQuery(eventsQuery(application))
  return (
    <>
      <Title title={say.title} about={zoneOf()} />
      <div className="filters">
        <ApplicationFilter
          label={say.application}
          value={application}
          onChange={(next) => void navigate({ search: { application: next }, replace: true })}
        />
      </div>
      <TimeLine events={itemsOf(list.data)} />
      <More list={list} say={verbs.showMore} />
    </>
  )
}
