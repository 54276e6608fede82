/** How many pods an application has in an environment. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { ActDialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { Application } from '../application/queries.ts'
import type { EnvironmentName } from './types.ts'

type ScaleProps = {
  readonly application: Application
  readonly environment: EnvironmentName
  readonly onClose: () => void
}
export function ScaleDialog({ application: { name, environments }, environment, onClose }: ScaleProps) {
  const { scale } = useWords()
  const queries = useQueryClient()
  const [text, setText] = useState(
    String(environments.find((one) => one.name === environment)?.podsWanted ?? 1),
  )
  const replicas = Number(text)
  return (
    <ActDialog
      title={scale.title(environment)}
      button={scale.button(replicas)}
      command={cli.scale(name, environment, replicas)}
      act={async () => {
        await api('PUT /api/v1/applications/:name/environments/:environment/scale', {
          params: { name, environment },
          body: { replicas },
        })
        await queries.invalidateQueries({ queryKey: ['application', name] })
        onClose()
      }}
      onClose={onClose}
    >
      <Field
        label={scale.pods}
        hint={scale.hint}
        value={text}
        onChange={setText}
        type="number"
        min={0}
        max={100}
        isFirst
      />
    </ActDialog>
  )
}
