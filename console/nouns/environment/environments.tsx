/** Environments as columns: version, state, last run, and promotion to the next one. */
import { Link } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { Commit } from '../../ui/page.tsx'
import { State } from '../../ui/state.tsx'
import { Time } from '../../ui/time.tsx'
import { useWords } from '../../words/language.tsx'
import type { Act } from '../application/dialogs.tsx'
import type { Application } from '../application/queries.ts'
import { whyNot } from '../application/why-not.ts'
import type { Release } from '../release/queries.ts'
import { runAt } from '../run/route.ts'
import { healthOf } from './state.ts'
import type { Environment } from './types.ts'

type Props = {
  readonly application: Application
  readonly releases: readonly Release[]
  readonly onAct: (act: Act) => void
}

export const Environments = ({ application, releases, onAct }: Props) => (
  <div className="environments">
    {application.environments.map((one, index) => (
      <Column
        key={one.name}
        application={application}
        one={one}
        next={application.environments[index + 1]}
        release={releases.find((release) => release.number === one.release)}
        onAct={onAct}
      />
    ))}
  </div>
)

type ColumnProps = {
  readonly application: Application
  readonly one: Environment
  readonly next: Environment | undefined
  readonly release: Release | undefined
  readonly onAct: (act: Act) => void
}

function Column({ application, one, next, release, onAct }: ColumnProps) {
  const words = useWords()
  const { environments: say } = words
  const isEmpty = one.release === null
  const canPromote = one.release !== null && next !== undefined && next.release !== one.release
  const mayNotPromote = next && whyNot(words, application, 'application.deploy', next.name)
  return (
    <article className="environment" aria-label={one.name}>
      <h2>
        <span>{one.name}</span>
        <span className="faint mono">{one.cluster}</span>
      </h2>
      <div className="version">
        <strong className={isEmpty ? 'faint' : undefined}>
          {one.release === null ? say.nothing : words.deploy.release(one.release)}
        </strong>
        {one.commit && <Commit id={one.commit} />}
      </div>
      <div className="now">
        {!isEmpty && <State {...healthOf(one, words)} />}
        {one.run !== null && (
          <Link {...runAt({ id: one.run })} className="link small">
            {words.runs.follow}
          </Link>
        )}
      </div>
      <div className="bar" hidden={one.state !== 'working'}>
        <span style={{ width: `${(100 * one.podsReady) / Math.max(1, one.podsWanted)}%` }} />
      </div>
      {!isEmpty && (
        <dl>
          <dt>{say.commit}</dt>
          <dd title={release?.title ?? undefined}>{release?.title ?? '–'}</dd>
          <dt>{say.by}</dt>
          <dd>
            {one.deployedBy ?? '–'}, <Time at={one.deployedAt} />
          </dd>
        </dl>
      )}
      {!isEmpty && (
        <div className="foot">
          <a className="address mono" href={one.url} target="_blank" rel="noreferrer" title={one.url}>
            <span>{new URL(one.url).hostname}</span>
            <span aria-hidden="true">↗</span>
          </a>
          <Button
            look="quiet"
            onPress={() => onAct({ kind: 'scale', environment: one.name })}
            label={words.scale.title(one.name)}
            not={whyNot(words, application, 'application.scale', one.name)}
          >
            {say.scale}
          </Button>
          <Button
            look="quiet"
            onPress={() => onAct({ kind: 'rollback', environment: one.name })}
            label={words.deploy.backTitle(one.name)}
            not={whyNot(words, application, 'application.deploy', one.name)}
          >
            {say.rollBack}
          </Button>
        </div>
      )}
      {canPromote && (
        <button
          type="button"
          className="promote"
          title={mayNotPromote ?? say.promote(one.release!, next.name)}
          aria-label={say.promote(one.release!, next.name)}
          aria-disabled={mayNotPromote !== undefined || undefined}
          onClick={() =>
            mayNotPromote === undefined &&
            onAct({ kind: 'deploy', environment: next.name, release: one.release! })
          }
        >
          →
        </button>
      )}
    </article>
  )
}
