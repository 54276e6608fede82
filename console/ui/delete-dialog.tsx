/** Says what will be deleted and how to get it back; for large deletions the name must be typed. */
import { useState } from 'react'
import { useWords } from '../words/language.tsx'
import type { Shown } from './bound-write.ts'
import { ActDialog } from './dialog.tsx'
import { Field } from './field.tsx'

type Props = {
  readonly name: string
  readonly loses: string
  readonly command: string
  readonly isTyped?: boolean
  /** Where the act only ends a relation: "Remove". */
  readonly verb?: string
  readonly shown?: Shown | undefined
  readonly act: (ifMatch: string | undefined) => Promise<unknown>
  readonly onClose: () => void
}

export function DeleteDialog({ name, loses, command, isTyped = true, verb, shown, act, onClose }: Props) {
  const { remove, verbs } = useWords()
  const [typed, setTyped] = useState('')
  return (
    <ActDialog
      title={verb === undefined ? remove.title(name) : `${verb} ${name}`}
      button={verb ?? verbs.delete}
      look="danger"
      command={command}
      not={isTyped && typed !== name ? remove.wrong : undefined}
      shown={shown}
      act={act}
      onClose={onClose}
    >
      <p>{loses}</p>
      {isTyped && <Field label={remove.type(name)} value={typed} onChange={setTyped} isMono isFirst />}
    </ActDialog>
  )
}
