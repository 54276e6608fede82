/** Which cloud a command means: decided alike for those that talk to a cloud and those that look at it on its machine. Pure. */
import { Problem } from '@opads/kernel/problem'

/** The name that `up` gives a cloud without a name. Hints of such a cloud repeat no name. */
export const defaultCloud = 'main'

type Asked = {
  /** By `--cloud`. */
  readonly named?: string | undefined
  /** Of the last sign-in. */
  readonly last: string | null
  /** Those that the command could work with. */
  readonly choices: readonly string[]
}

/** `undefined`: there is none. @throws Problem `cloud.several` */
export function cloudMeant({ named, last, choices }: Asked): string | undefined {
  if (named !== undefined) return named
  if (last !== null && choices.includes(last)) return last
  if (choices.includes(defaultCloud)) return defaultCloud
  if (choices.length > 1) throw new Problem('cloud.several', { clouds: choices.toSorted() })
  return choices[0]
}
