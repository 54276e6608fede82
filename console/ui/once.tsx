/** A secret that is shown only once. */
import { useWords } from '../words/language.tsx'
import { Button } from './button.tsx'
import { Copy } from './copy.tsx'
import { Mark } from './state.tsx'

type Props = { readonly say: string; readonly secret: string; readonly onClose: () => void }
export function Once({ say, secret, onClose }: Props) {
  const { verbs } = useWords()
  return (
    <div className="note ok" role="status">
      <Mark tone="ok" />
      <div>
        <p>{say}</p>
        <p className="once">
          <code className="mono">{secret}</code>
          <Copy text={secret} label={verbs.copy} />
        </p>
      </div>
      <Button look="quiet" onPress={onClose}>
        {verbs.close}
      </Button>
    </div>
  )
}
