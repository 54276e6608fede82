/** Events, newest first, one line per event. */
import { Link } from '@tanstack/react-router'
import { Mark } from '../../ui/state.tsx'
import { useWords } from '../../words/language.tsx'
import { clockOf, exactOf } from '../../words/time.ts'
import { applicationAt } from '../application/route.ts'
import { runAt } from '../run/route.ts'
import type { Event } from './queries.ts'
import { eventToneOf } from './state.ts'

type Props = {
  readonly events: readonly Event[]
  /** All events are of one application, so its name is omitted. */
  readonly isOfOne?: boolean
}

export function TimeLine({ events, isOfOne }: Props) {
  const { activity, runs, inWords } = useWords()
  const days = Map.groupBy(events, (one) => new Date(one.at).toDateString())
  const dayName = (day: string) => {
    const now = Date.now()
    if (day === new Date(now).toDateString()) return activity.today
    if (day === new Date(now - 86_400_000).toDateString()) return activity.yesterday
    return exactOf(Date.parse(day)).slice(0, 10)
  }
  const Day = isOfOne ? 'h3' : 'h2'
  if (events.length === 0) return <p className="dim">{activity.empty}</p>
  return (
    <div className="days">
      {[...days].map(([day, list]) => (
        <div key={day}>
          {(days.size > 1 || day !== new Date().toDateString()) && <Day className="day">{dayName(day)}</Day>}
          {list.map((one) => (
            <div className="line" key={one.id}>
              <time dateTime={one.at} title={exactOf(Date.parse(one.at))}>
                {clockOf(Date.parse(one.at))}
              </time>
              <Mark tone={eventToneOf(one.kind)} />
              <span>
                {!isOfOne && one.application && (
                  <>
                    <Link {...applicationAt({ name: one.application })} className="mono strong">
                      {one.application}
                    </Link>{' '}
                  </>
                )}
                {inWords(one.message, one.text)}
                {one.message?.facts.by !== one.by && <span className="dim"> · {one.by}</span>}
                {one.run !== null && (
                  <span className="link-after">
                    {' · '}
                    <Link {...runAt({ id: one.run })} className="dim link-quiet">
                      {runs.follow}
                    </Link>
                  </span>
                )}
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
