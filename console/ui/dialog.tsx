/** A dialog for one action: fields, failure, command, button. A native `<dialog>`, which handles focus and Escape. */
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words/language.tsx'
import { type Shown, useShown } from './bound-write.ts'
import { Button } from './button.tsx'
import { Command } from './copy.tsx'
import { Problem } from './problem.tsx'

type FrameProps = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }

export function Dialog({ title, onClose, children }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const one = dialog.current!
    const opener = document.activeElement
    if (!one.open) one.showModal()
    return () => {
      one.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog already; this is its like for the pointer
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="dialog-form" id={`${id}-body`}>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </dialog>
  )
}

type ActProps = FrameProps & {
  readonly button: string
  readonly look?: 'primary' | 'danger'
  readonly command?: string
  /** Why the button is disabled. */
  readonly not?: string | undefined
  /** What it changes, where the page has read that with its version. */
  readonly shown?: Shown | undefined
  readonly act: (ifMatch: string | undefined) => Promise<unknown>
}

/** @param act success closes the dialog; a failure is shown in it */
export function ActDialog({
  title,
  onClose,
  children,
  button,
  look = 'primary',
  command,
  not,
  shown,
  act,
}: ActProps) {
  const { verbs, stale } = useWords()
  const version = useShown(shown)
  const work = useMutation({ mutationFn: () => act(version.ifMatch) })
  const readAgain = () => void version.readAgain().then(work.reset, () => {})
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault()
          if (not === undefined && !work.isPending) work.mutate()
        }}
      >
        {children}
        {work.error && (
          <Problem failure={work.error}>
            {version.isStale(work.error) && (
              <Button onPress={readAgain} isBusy={version.isReading}>
                {stale.readAgain}
              </Button>
            )}
          </Problem>
        )}
        {version.failure && <Problem failure={version.failure} />}
        {version.isReadAgain && !work.error && (
          <p role="status" className="dim">
            {stale.kept(button)}
          </p>
        )}
        {command && <Command line={command} />}
        <div className="dialog-foot">
          {not !== undefined && <span className="dim small">{not}</span>}
          <Button onPress={onClose}>{verbs.cancel}</Button>
          <Button look={look} isSubmit isBusy={work.isPending} not={not}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
