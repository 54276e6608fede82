/** What a run that waits asks a person, with the two answers. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import type { Shown } from '../../ui/bound-write.ts'
import { Button } from '../../ui/button.tsx'
import { ActDialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Mark } from '../../ui/state.tsx'
import { cli } from '../../words/cli.ts'
import { useWords } from '../../words/language.tsx'
import { type Run, runQuery } from './queries.ts'

/** `not`: why the signed-in account may not decide. */
type Props = { readonly run: Run; readonly shown: Shown; readonly not: string | undefined }

export function Decision({ run, shown, not }: Props) {
  const { runs: say } = useWords()
  const queries = useQueryClient()
  const [opened, setOpened] = useState<'approve' | 'refuse'>()
  const [because, setBecause] = useState('')
  const onClose = () => setOpened(undefined)
  const question = say.kinds[run.kind].asks(run)
  const decide = async (ifMatch: string | undefined) => {
    const body =
      opened === 'approve' ? { approve: true as const } : { approve: false as const, because: because.trim() }
    const next = await api('POST /api/v1/runs/:id/decision', {
      params: { id: String(run.id) },
      ifMatch,
      body,
    })
    queries.setQueryData(runQuery(run.id).queryKey, next)
    onClose()
  }
  return (
    <div className="note warn">
      <Mark tone="warn" />
      <p>
        <b>{question}</b>
      </p>
      <Button onPress={() => setOpened('refuse')} not={not}>
        {say.refuse}
      </Button>
      <Button look="primary" onPress={() => setOpened('approve')} not={not}>
        {say.approve}
      </Button>
      {opened && (
        <ActDialog
          title={question}
          button={say[opened]}
          look={opened === 'approve' ? 'primary' : 'danger'}
          command={opened === 'approve' ? cli.approve(run.id) : cli.refuse(run.id, because.trim())}
          shown={shown}
          act={decide}
          onClose={onClose}
        >
          {opened === 'refuse' && <Field label={say.because} value={because} onChange={setBecause} isFirst />}
        </ActDialog>
      )}
    </div>
  )
}
