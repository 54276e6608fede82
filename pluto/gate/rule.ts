/** What an act needs beside the role. Pure. */
import { type Message, said } from '@opads/kernel/message'
import { kinds } from '../run/kinds/kinds.ts'
import { whyNotDecided } from '../run/shown.ts'
import type { Act } from './roles.ts'
import type { Targets } from './target.ts'

type Rule = {
  /** What it asks; of a run that this account may not decide, why. */
  readonly message: Message
  readonly allows: boolean
}

/** @param run that the act is done on, if it is named. `null`: the role is all that the act needs */
export function ruleOf(act: Act, account: string, run?: Targets['run']): Rule | null {
  if (act !== 'run.decide') return null
  const fourEyes = { message: said('access.four-eyes'), allows: true }
  if (!run) return fourEyes
  if (run.state !== 'waiting')
    return { message: { code: 'run.not-waiting', facts: { run: run.id } }, allows: false }
  const kind = kinds[run.kind]
  const why = whyNotDecided(kind, { begunBy: run.created_by, account })
  if (why)
    return {
      message: { code: why, facts: { by: account, run: run.id, tenant: run.tenant } },
      allows: false,
    }
  return kind.beginnerMayDecide ? null : fourEyes
}
