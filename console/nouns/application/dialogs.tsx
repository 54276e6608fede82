/** Dialogs of an application: deploy, roll back, scale, build, delete. */
import { builtBranch } from '@opads/kernel/branch'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Shown } from '../../ui/bound-write.ts'
import { DeleteDialog } from '../../ui/delete-dialog.tsx'
import { ActDialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { ScaleDialog } from '../environment/dialogs.tsx'
import type { EnvironmentName } from '../environment/types.ts'
import { DeployDialog } from '../release/dialogs.tsx'
import type { Deployment, Release } from '../release/queries.ts'
import { runAt } from '../run/route.ts'
import type { Application } from './queries.ts'
import { applicationsAt } from './route.ts'

export type Act =
  | { readonly kind: 'deploy'; readonly environment?: EnvironmentName; readonly release?: number }
  | { readonly kind: 'rollback' | 'scale'; readonly environment: EnvironmentName }
  | { readonly kind: 'build' | 'delete' }

type Props = {
  readonly act: Act
  readonly application: Application
  /** The query of it. */
  readonly shown: Shown
  readonly releases: readonly Release[]
  readonly deployments: readonly Deployment[]
  readonly crashed: ReadonlySet<number>
  readonly onClose: () => void
}

export function ApplicationDialog(props: Props) {
  const { act, application, shown, releases, deployments, crashed, onClose } = props
  const { name } = application
  const words = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  switch (act.kind) {
    case 'deploy': {
      const newest = releases.find(({ number }) => !crashed.has(number)) ?? releases[0]
      return (
        <DeployDialog
          application={application}
          releases={releases}
          crashed={crashed}
          environment={act.environment ?? placeFor(newest, application)}
          release={act.release ?? newest?.number}
          onClose={onClose}
        />
      )
    }
    case 'rollback':
      return (
        <DeployDialog
          application={application}
          releases={releases}
          crashed={crashed}
          environment={act.environment}
          release={releaseBefore(application, deployments, crashed, act.environment)}
          isBack
          onClose={onClose}
        />
      )
    case 'scale':
      return <ScaleDialog application={application} environment={act.environment} onClose={onClose} />
    case 'build':
      return <BuildDialog name={name} onClose={onClose} />
    case 'delete':
      return (
        <DeleteDialog
          name={name}
          loses={words.application.loses}
          command={cli.delete(name)}
          shown={shown}
          act={async (ifMatch) => {
            await api('DELETE /api/v1/applications/:name', { params: { name }, ifMatch })
            await navigate(applicationsAt())
            await queries.invalidateQueries({ queryKey: ['applications'] })
          }}
          onClose={onClose}
        />
      )
  }
}

/** The first environment without the newest release. */
const placeFor = (newest: Release | undefined, { environments }: Application): EnvironmentName =>
  environments.find((one) => one.release !== newest?.number)?.name ?? 'sit'

/** The previous release there that is not known to crash. */
function releaseBefore(
  { environments }: Application,
  deployments: readonly Deployment[],
  crashed: ReadonlySet<number>,
  environment: EnvironmentName,
): number | undefined {
  const now = environments.find((one) => one.name === environment)?.release
  return deployments.find(
    (one) => one.environment === environment && one.release !== now && !crashed.has(one.release),
  )?.release
}

function BuildDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { build } = useWords()
  const navigate = useNavigate()
  const [ref, setRef] = useState<string>(builtBranch)
  return (
    <ActDialog
      title={build.title(name)}
      button={build.button}
      command={cli.build(name, ref)}
      act={async () => {
        const { run } = await api('POST /api/v1/applications/:name/builds', {
          params: { name },
          body: { ref },
        })
        if (run === null) return onClose()
        await navigate(runAt({ id: run }))
      }}
      onClose={onClose}
    >
      <Field label={build.ref} hint={build.hint} value={ref} onChange={setRef} isMono isFirst />
    </ActDialog>
  )
}
