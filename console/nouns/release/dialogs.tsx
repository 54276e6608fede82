/** Deploy a release to an environment; a rollback deploys an older one with its old settings. */
import { shortCommit } from '@opads/kernel/short-commit'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { ActDialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/field.tsx'
import { State } from '../../ui/state.tsx'
import { Time } from '../../ui/time.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Application } from '../application/queries.ts'
import { type EnvironmentName, environmentNames } from '../environment/types.ts'
import type { Release } from './queries.ts'
import { Restores } from './restores.tsx'

type Props = {
  readonly application: Application
  readonly releases: readonly Release[]
  /** Marked, as they do not run. */
  readonly crashed: ReadonlySet<number>
  readonly environment: EnvironmentName
  readonly release: number | undefined
  readonly isBack?: boolean
  readonly onClose: () => void
}

export function DeployDialog({
  application: { name, environments },
  releases,
  crashed,
  environment: first,
  release: given,
  isBack,
  onClose,
}: Props) {
  const { deploy, application: say } = useWords()
  const queries = useQueryClient()
  const [environment, setEnvironment] = useState(first)
  const [release, setRelease] = useState(given)
  const now = environments.find((one) => one.name === environment)?.release ?? null
  const placesOf = (number: number) =>
    environments
      .filter((one) => one.release === number)
      .map((one) => one.name)
      .join(', ')
  const act = async () => {
    await api('POST /api/v1/applications/:name/deployments', {
      params: { name },
      body: { environment, release: release!, asItRan: isBack === true },
    })
    await Promise.all(
      ['application', 'deployments', 'pods'].map((key) =>
        queries.invalidateQueries({ queryKey: [key, name] }),
      ),
    )
    await queries.invalidateQueries({ queryKey: ['runs'] })
    onClose()
  }
  const nothing = isBack ? deploy.nothingBefore(environment) : deploy.none
  return (
    <ActDialog
      title={isBack ? deploy.backTitle(environment) : deploy.title(name)}
      button={
        release === undefined
          ? say.deploy
          : isBack
            ? deploy.backButton(release)
            : deploy.button(release, environment)
      }
      not={release === undefined ? nothing : undefined}
      {...(release !== undefined && {
        command: (isBack ? cli.rollback : cli.deploy)(name, environment, release),
      })}
      act={act}
      onClose={onClose}
    >
      {!isBack && (
        <Segments
          label={deploy.where}
          options={environmentNames.map((value) => ({ value, say: value }))}
          value={environment}
          onChange={setEnvironment}
        />
      )}
      {release === undefined ? (
        <p>{nothing}</p>
      ) : (
        <>
          <fieldset className="fields">
            <legend>{deploy.what}</legend>
            <div className="choices">
              {releases.map((one) => (
                <label className="choice" key={one.number}>
                  <input
                    type="radio"
                    name="release"
                    checked={one.number === release}
                    onChange={() => setRelease(one.number)}
                  />
                  <b className="number">{one.number}</b>
                  <span className="grow" title={one.title ?? undefined}>
                    {one.title} <span className="mono dim">{shortCommit(one.commit)}</span>
                  </span>
                  {crashed.has(one.number) && <State tone="fail" say={deploy.crashed} />}
                  <span className="dim small">
                    {placesOf(one.number) ? deploy.runsIn(placesOf(one.number)) : <Time at={one.createdAt} />}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <p className="dim">
            {now === null
              ? deploy.first(release, environment)
              : now === release
                ? deploy.same(release, environment)
                : deploy.change(now, release, environment)}
          </p>
          {isBack && <Restores name={name} environment={environment} release={release} />}
        </>
      )}
    </ActDialog>
  )
}
