/** Options that verbs of several rooms take. Pure. */
import { cloudNameRule, isCloudName } from '@opads/kernel/cloud-name'
import { type Field, flag, optional, renamed, shaped, text, whole, withDefault } from './field.ts'

const name = (say: string): Field<string> =>
  shaped<string>(text('CLOUD', say, 'cloud'), (given) =>
    isCloudName(given) ? { value: given } : { fault: cloudNameRule },
  )

export const cloudName = (say: string): Field<string> => withDefault(name(say), 'main')
/** The verbs that bring clouds and their hosts up and down called it `--name`. */
export const cloudOfMachine = (say: string): Field<string> => renamed(cloudName(say), 'name')
/** Of verbs that look at a cloud: `opads` finds which (`cli/room.ts`); a room's program alone takes the name that `up` gives. */
export const cloudThere = (field: Field<string>): Field<string> => ({ ...field, otherwise: cloudElse })
/** As `cli/which-cloud.ts` decides. */
export const cloudElse = 'the one that was signed in to last, else main, else the only one'
export const anyCloudName = (say: string): Field<string | undefined> => optional(name(say))

export const dryRunOption = flag('say what would change, and stop')

/** For the program that started the room: `kernel/room-line.ts`. */
export const linesOption = flag('for programs: progress and the result as JSON lines')

export const listenOption: Field<string | undefined> = optional(
  shaped<string>(text('ADDRESS:PORT', 'where console, git and applications answer'), (given) =>
    isListen(given) ? { value: given } : { fault: 'takes ADDRESS:PORT, as 127.0.0.1:8443' },
  ),
)

function isListen(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3}):(\d{1,5})$/.exec(text)
  if (!match) return false
  const [port, ...bytes] = match.slice(1).map(Number).reverse() as [number, ...number[]]
  return bytes.every((byte) => byte <= 255) && port > 0 && port <= 65_535
}

export const days: Field<number> = withDefault(
  whole('DAYS', 'what counts as lately; 0 deletes what only other checkouts need', 0, 9999),
  7,
)
