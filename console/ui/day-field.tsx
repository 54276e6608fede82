/** A filter by a day, such as 2026-11-28; empty: any. */
type Props = {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

export const DayField = ({ label, value, onChange }: Props) => (
  <label className="day-field">
    <span className="dim">{label}</span>
    <input
      type="date"
      className="input"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  </label>
)
