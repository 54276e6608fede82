/** A labelled field. */
import type { ReactNode } from 'react'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  readonly type?: 'text' | 'password' | 'number' | 'search'
  readonly autoComplete?: string
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly minLength?: number
  readonly isMono?: boolean
  readonly isLong?: boolean
  readonly isOptional?: boolean
  /** Gets the focus when its page or dialog opens. */
  readonly isFirst?: boolean
}

export function Field({
  label,
  value,
  onChange,
  hint,
  isMono,
  isLong,
  isOptional,
  isFirst,
  type = 'text',
  ...rest
}: Props) {
  const given = {
    className: isMono ? 'input mono' : 'input',
    value,
    required: !isOptional,
    autoFocus: isFirst,
    autoComplete: 'off',
    spellCheck: false,
    ...rest,
  }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is one of the two below
    <label className="field">
      <span>{label}</span>
      {isLong ? (
        <textarea {...given} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...given} type={type} onChange={(event) => onChange(event.target.value)} />
      )}
      {hint && <small>{hint}</small>}
    </label>
  )
}

type CheckProps = {
  readonly label: ReactNode
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}
export const Check = ({ label, isOn, onChange }: CheckProps) => (
  <label className="check">
    <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
)

type SegmentsProps<T extends string> = {
  readonly label: string
  readonly options: readonly { readonly value: T; readonly say: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
}
/** A choice of a few values. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className="fields">
      <legend>{label}</legend>
      <div className="segments">
        {options.map((one) => (
          <label key={one.value}>
            <input
              type="radio"
              name={label}
              checked={one.value === value}
              onChange={() => onChange(one.value)}
            />
            {one.say}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
