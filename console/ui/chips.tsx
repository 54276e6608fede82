/** A filter of few values, one at a time. */
type Props<T> = {
  readonly label: string
  readonly options: readonly { readonly value: T | undefined; readonly say: string }[]
  readonly value: T | undefined
  readonly onChange: (value: T | undefined) => void
}

export const Chips = <T extends string>({ label, options, value, onChange }: Props<T>) => (
  <fieldset className="chips">
    <legend className="hidden">{label}</legend>
    {options.map((one) => (
      <button
        key={one.say}
        type="button"
        className="chip"
        aria-current={one.value === value ? 'true' : undefined}
        onClick={() => onChange(one.value)}
      >
        {one.say}
      </button>
    ))}
  </fieldset>
)
