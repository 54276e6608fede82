/** A button that shows when its action is in progress; a disabled one says why. */
import type { ReactNode } from 'react'

type Props = {
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly look?: 'primary' | 'danger' | 'quiet'
  readonly isSmall?: boolean
  readonly isSubmit?: boolean
  readonly isPressed?: boolean
  readonly isBusy?: boolean
  /** Why it is disabled. */
  readonly not?: string | undefined
  readonly label?: string
}

export function Button({ children, onPress, look, isSmall, isSubmit, isPressed, isBusy, not, label }: Props) {
  const isOff = isBusy || not !== undefined
  return (
    <button
      type={isSubmit ? 'submit' : 'button'}
      className={['button', look, isSmall && 'small'].filter(Boolean).join(' ')}
      aria-pressed={isPressed}
      aria-busy={isBusy || undefined}
      aria-disabled={isOff || undefined}
      aria-label={label}
      title={not}
      onClick={(event) => {
        if (isOff) event.preventDefault()
        else onPress?.()
      }}
    >
      {children}
    </button>
  )
}
