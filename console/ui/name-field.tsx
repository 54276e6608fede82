/** The name of a new object, checked by Pluto's rule for names. */
import { useWords } from '../words/language.tsx'
import { Field } from './field.tsx'

type Props = { readonly value: string; readonly onChange: (value: string) => void }

export function NameField(props: Props) {
  const { newName: say } = useWords()
  return (
    <Field
      {...props}
      label={say.name}
      hint={say.rule}
      pattern="[a-z]([a-z0-9\-]{0,28}[a-z0-9])?"
      isMono
      isFirst
    />
  )
}
