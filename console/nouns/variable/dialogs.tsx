/** Set a variable or a secret. A secret's old value cannot be shown, so its field begins empty. */
import { useState } from 'react'
import type { Shown } from '../../ui/bound-write.ts'
import { ActDialog } from '../../ui/dialog.tsx'
import { Check, Field } from '../../ui/field.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import type { EnvironmentName } from '../environment/types.ts'
import type { Variable } from './queries.ts'

/** `null` removes it. */
export type WriteVariable = (
  name: string,
  value: string | null,
  isSecret: boolean,
  ifMatch: string | undefined,
) => Promise<void>

type Props = {
  readonly place: { readonly name: string; readonly environment: EnvironmentName }
  readonly variable: Variable | undefined
  readonly write: WriteVariable
  /** The list that it is in. */
  readonly shown: Shown
  readonly onClose: () => void
}

export function VariableDialog({
  place: { name: application, environment },
  variable,
  write,
  shown,
  onClose,
}: Props) {
  const { variables: say, verbs } = useWords()
  const [name, setName] = useState(variable?.name ?? '')
  const [value, setValue] = useState(variable?.value ?? '')
  const [isSecret, setSecret] = useState(variable?.isSecret ?? false)
  return (
    <ActDialog
      title={variable ? say.editTitle(variable.name, environment) : say.setTitle(environment)}
      button={verbs.save}
      command={
        isSecret
          ? cli.setSecret(application, environment, name)
          : cli.setVariable(application, environment, name, value)
      }
      shown={shown}
      act={(ifMatch) => write(name, value, isSecret, ifMatch)}
      onClose={onClose}
    >
      {!variable && (
        <Field
          label={say.name}
          hint={say.nameRule}
          value={name}
          onChange={setName}
          pattern="[A-Za-z_][A-Za-z0-9_]*"
          isMono
          isFirst
        />
      )}
      <Field
        label={variable?.isSecret ? say.newValue : say.value}
        value={value}
        onChange={setValue}
        isMono
        isLong
        isOptional={!isSecret}
        isFirst={variable !== undefined}
      />
      {!variable && <Check label={say.isSecret} isOn={isSecret} onChange={setSecret} />}
    </ActDialog>
  )
}
