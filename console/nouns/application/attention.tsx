/** What needs attention: the last run of a kind failed, or pods crash. */
import { Link } from '@tanstack/react-router'
import { NextStep } from '../../ui/problem.tsx'
import { Mark } from '../../ui/state.tsx'
import { useWords } from '../../words/language.tsx'
import type { Pod } from '../pod/queries.ts'
import { logsAt } from '../pod/route.ts'
import type { Run } from '../run/queries.ts'
import { runAt } from '../run/route.ts'

type Props = { readonly name: string; readonly pods: readonly Pod[]; readonly runs: readonly Run[] }

export function Attention({ name, pods, runs }: Props) {
  const { attention, runs: say, failure } = useWords()
  const failed = lastFailures(runs)
  const crashing = Map.groupBy(
    pods.filter((pod) => pod.state === 'crashed'),
    (pod) => pod.environment,
  )
  return (
    <>
      {failed.map((run) => (
        <div className="note fail" key={run.id}>
          <Mark tone="fail" />
          <div>
            <p>
              <b>{say.kinds[run.kind].failed(run)}</b>{' '}
              {run.problem && failure(run.problem).sentence.split('\n')[0]}
            </p>
            {run.problem && <NextStep text={failure(run.problem).next} />}
          </div>
          <Link {...runAt({ id: run.id })} className="button">
            {say.follow}
          </Link>
        </div>
      ))}
      {[...crashing].map(([environment, list]) => (
        <div className="note warn" key={environment}>
          <Mark tone="warn" />
          <div>
            <p>
              <b>{attention.crashing(list.length, environment)}</b>
            </p>
          </div>
          <Link {...logsAt({ name }, { environment, pod: list[0]!.name, previous: true })} className="button">
            {attention.readLog}
          </Link>
        </div>
      ))}
    </>
  )
}

/** The newest run of each kind in each environment, if it failed; a later success hides an older failure. */
function lastFailures(runs: readonly Run[]): readonly Run[] {
  const places = Map.groupBy(
    runs.filter((run) => run.state !== 'cancelled'),
    (run) => `${run.kind} ${run.environment}`,
  )
  return [...places.values()].map(([newest]) => newest!).filter((run) => run.state === 'failed')
}
