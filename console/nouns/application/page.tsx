/** An application: what needs attention, environments, pods, runs and events. */
import { builtBranch } from '@opads/kernel/branch'
import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { itemsOf } from '../../api/list.ts'
import { Button } from '../../ui/button.tsx'
import { Command, Copy } from '../../ui/copy.tsx'
import { Title } from '../../ui/page.tsx'
import { PagesBeneath } from '../../ui/pages-beneath.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { zoneOf } from '../../words/time.ts'
import { Environments } from '../environment/environments.tsx'
import { eventsQuery } from '../event/queries.ts'
import { activityAt } from '../event/route.ts'
import { TimeLine } from '../event/time-line.tsx'
import { PodsSection } from '../pod/pods.tsx'
import { podsQuery } from '../pod/queries.ts'
import { crashedReleases } from '../release/crashed.ts'
import { deploymentsQuery, releasesQuery } from '../release/queries.ts'
import { runsQuery } from '../run/queries.ts'
import { runsAt } from '../run/route.ts'
import { RunList } from '../run/table.tsx'
import { Attention } from './attention.tsx'
import { type Act, ApplicationDialog } from './dialogs.tsx'
import { applicationQuery } from './queries.ts'
import { type ApplicationSearch, applicationAt } from './route.ts'
import { whyNot } from './why-not.ts'

type Props = { readonly params: { readonly name: string }; readonly search: ApplicationSearch }

export function ApplicationPage({ params: { name }, search: { pods: environment } }: Props) {
  const words = useWords()
  const { application: say } = words
  const read = useSuspenseQuery(applicationQuery(name))
  const { data: application } = read
  const pods = useSuspenseQuery(podsQuery(name))
  const { data: releases } = useSuspenseQuery(releasesQuery(name))
  const { data: deployments } = useSuspenseQuery(deploymentsQuery(name))
  const lastRuns = useSuspenseInfiniteQuery(runsQuery({ application: name }, 8))
  const runs = itemsOf(lastRuns.data)
  const events = itemsOf(useSuspenseInfiniteQuery(eventsQuery(name, 10)).data)
  const [act, setAct] = useState<Act | undefined>()
  // The dialog asks for the environment: one where it is allowed is enough.
  const deploys = application.environments.map((one) =>
    whyNot(words, application, 'application.deploy', one.name),
  )
  const mayNotDeploy = deploys.includes(undefined) ? undefined : deploys[0]
  const isNew = releases.items.length === 0 && runs.length === 0
  return (
    <>
      <Title
        title={name}
        about={
          <>
            {application.tenant} · {say.createdBy(application.createdBy)} ·{' '}
            <span className="git">
              <span className="mono">{application.git.replace(/^https?:\/\//, '')}</span>
              <Copy text={application.git} label={words.verbs.copyWhat(application.git)} />
            </span>
          </>
        }
      >
        <PagesBeneath of={applicationAt.pattern} params={{ name }} />
        <Button
          onPress={() => setAct({ kind: 'build' })}
          not={whyNot(words, application, 'application.build')}
        >
          {say.build}
        </Button>
        <Button look="primary" onPress={() => setAct({ kind: 'deploy' })} not={mayNotDeploy}>
          {say.deploy}
        </Button>
      </Title>
      <Attention name={name} pods={pods.data.items} runs={runs} />
      {isNew && (
        <section>
          <p>{say.start}</p>
          <Command line={`git remote add opads ${application.git}`} />
          <Command line={`git push opads ${builtBranch}`} />
        </section>
      )}
      <Environments application={application} releases={releases.items} onAct={setAct} />
      {!isNew && (
        <PodsSection application={application} pods={pods.data.items} only={environment} source={pods} />
      )}
      <div className="two">
        <section>
          <div className="head">
            <h2>{say.runsTitle}</h2>
            <Link {...runsAt({ application: name })}>{say.allRuns}</Link>
          </div>
          <RunList
            runs={runs}
            source={{ error: lastRuns.error, refetch: lastRuns.refetch }}
            empty={<p className="dim">{say.noRuns}</p>}
          />
        </section>
        <section>
          <div className="head">
            <h2>
              {say.eventsTitle} <small>{zoneOf()}</small>
            </h2>
            <Link {...activityAt({ application: name })}>{say.allEvents}</Link>
          </div>
          <TimeLine events={events} isOfOne />
        </section>
      </div>
      <Command line={cli.application(name)} />
      <div className="page-foot">
        <Button
          look="quiet"
          onPress={() => setAct({ kind: 'delete' })}
          not={whyNot(words, application, 'application.delete')}
        >
          {say.delete}
        </Button>
      </div>
      {act && (
        <ApplicationDialog
          act={act}
          application={application}
          shown={read}
          releases={releases.items}
          deployments={deployments.items}
          crashed={crashedReleases(runs, pods.data.items)}
          onClose={() => setAct(undefined)}
        />
      )}
    </>
  )
}
