/** Says what will be deleted and how to get it back; for large deletions the name must be typed. */
import { useState } from 'react'
import { useWords } from '../words/language.tsx'
import { ActDialog } from './dialog.tsx'
import { Field } from './field.tsx'

type Props = {
  readonly name: string
  readonly loses: string
  readonly command: string
  readonly isTyped?: boolean
  readonly act: () => Promise<unknown>
  readonly onClose: () => void
}

export function DeleteDialog({ name, loses, command, isTyped = true, act, onClose }: Props) {
  const { remove, verbs } = useWords()
  const [typed, setTyped] = useState('')
  return (
    <ActDialog
      title={remove.title(name)}
      button={verbs.delete}
      look="danger"
      command={command}
      not={isTyped && typed !== name ? remove.wrong : undefined}
      act={act}
      onClose={onClose}
    >
      <p>{loses}</p>
      {isTyped && <Field label={remove.type(name)} value={typed} onChange={setTyped} isMono isFirst />}
    </ActDialog>
  )
}
