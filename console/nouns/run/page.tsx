/** A run: its facts, its progress, its log. */
import { kinds } from '@opads/pluto/run/kinds/kinds'
import { isOpen } from '@opads/pluto/run/shown'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../ui/button.tsx'
import { Command } from '../../ui/copy.tsx'
import { LogView } from '../../ui/log-view.tsx'
import { Commit, Title } from '../../ui/page.tsx'
import { Problem, ProblemNote } from '../../ui/problem.tsx'
import { State } from '../../ui/state.tsx'
import { Time, Took } from '../../ui/time.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { applicationQuery } from '../application/queries.ts'
import { applicationAt } from '../application/route.ts'
import { type ApplicationAct, type EnvironmentAct, whyNot } from '../application/why-not.ts'
import { Decision } from './decision.tsx'
import type { Run } from './queries.ts'
import { runQuery } from './queries.ts'
import { runAt } from './route.ts'
import { runStateOf } from './state.ts'
import { whyNotDecide } from './why-not.ts'

type Props = { readonly params: { readonly id: string } }

export function RunPage({ params }: Props) {
  const words = useWords()
  const { runs: say } = words
  const { account } = useMe()
  const id = Number(params.id)
  const read = useSuspenseQuery(runQuery(id))
  const { data: run } = read
  const kind = say.kinds[run.kind]
  const start = kinds[run.kind].startAgain?.(run)
  const { again, cancel } = useActs(run)
  // Not waited for: until it is here the buttons are enabled, and Pluto checks in any case.
  const { data: application } = useQuery(applicationQuery(run.application))
  const mayNot = (act: ApplicationAct | EnvironmentAct) =>
    application && whyNot(words, application, act, run.environment)
  const seen = runStateOf(run, words)
  return (
    <>
      <Title
        title={`${kind.name} ${run.id}`}
        about={
          <>
            <Link {...applicationAt({ name: run.application })} className="mono link">
              {run.application}
            </Link>
            {run.environment && ` → ${run.environment}`}
            {run.title && ` · ${run.title}`}
          </>
        }
      >
        {isOpen(run.state) ? (
          <Button onPress={() => cancel.mutate()} isBusy={cancel.isPending} not={mayNot('run.cancel')}>
            {say.cancel}
          </Button>
        ) : (
          start && (
            <Button onPress={() => again.mutate()} isBusy={again.isPending} not={mayNot(start.act)}>
              {kind.again}
            </Button>
          )
        )}
      </Title>
      {run.state === 'waiting' && (
        <Decision
          run={run}
          shown={read}
          not={application && whyNotDecide(words, application, run, account)}
        />
      )}
      <Facts run={run} />
      {(again.error ?? cancel.error) && <Problem failure={again.error ?? cancel.error} />}
      {run.problem && <ProblemNote {...words.failure(run.problem)} />}
      <LogView
        key={id}
        address={`/api/v1/runs/${id}/log?follow=true&format=json`}
        last={seen.tone}
        steps={kinds[run.kind].hasLiveLog ? 'shown' : 'hidden'}
        ourSteps={kind.steps}
        goesOn={isOpen(run.state)}
      />
      <Command line={cli.runLog(id)} />
    </>
  )
}

function useActs(run: Run) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const open = async (id: number | null) => {
    if (id !== null) await navigate(runAt({ id }))
  }
  const again = useMutation({
    mutationFn: async () => {
      const start = kinds[run.kind].startAgain?.(run)
      if (!start) return
      await open((await api(start.route, { params: { name: run.application }, body: start.body })).run)
    },
  })
  const cancel = useMutation({
    mutationFn: () => api('POST /api/v1/runs/:id/cancel', { params: { id: String(run.id) } }),
    onSuccess: (next) => queries.setQueryData(runQuery(run.id).queryKey, next),
  })
  return { again, cancel }
}

function Facts({ run }: { readonly run: Run }) {
  const words = useWords()
  const { runs: say } = words
  return (
    <dl className="facts">
      <div>
        <dt>{say.state}</dt>
        <dd>
          <State {...runStateOf(run, words)} />
        </dd>
      </div>
      <div>
        <dt>{say.took}</dt>
        <dd>
          <Took from={run.startedAt} to={run.finishedAt} />
        </dd>
      </div>
      <div>
        <dt>{say.began}</dt>
        <dd>
          <Time at={run.startedAt ?? run.createdAt} />
        </dd>
      </div>
      <div>
        <dt>{say.by}</dt>
        <dd>{run.by}</dd>
      </div>
      {run.decidedBy && (
        <div>
          <dt>{say.decidedBy}</dt>
          <dd>{run.decidedBy}</dd>
        </div>
      )}
      {run.commit && (
        <div>
          <dt>{say.commit}</dt>
          <dd>
            {run.ref && <span className="mono">{run.ref} </span>}
            <Commit id={run.commit} />
          </dd>
        </div>
      )}
      {run.release !== null && (
        <div>
          <dt>{say.release}</dt>
          <dd className="number">{run.release}</dd>
        </div>
      )}
      {run.attempts > 1 && (
        <div>
          <dt>{say.attempts}</dt>
          <dd className="number">{run.attempts}</dd>
        </div>
      )}
      {run.builtFrom !== null && (
        <div>
          <dt>{say.builtFrom}</dt>
          <dd>
            <Link {...runAt({ id: run.builtFrom })} className="link">
              {say.run} {run.builtFrom}
            </Link>
          </dd>
        </div>
      )}
      {run.ledTo.length > 0 && (
        <div>
          <dt>{say.ledTo}</dt>
          <dd>
            {run.ledTo.map((id, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link {...runAt({ id })} className="link">
                  {say.run} {id}
                </Link>
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  )
}
