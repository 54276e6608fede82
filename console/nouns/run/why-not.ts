/** Why the signed-in account may not decide about a run that waits; `undefined`: it may. Pure. */
import { kinds } from '@opads/pluto/run/kinds/kinds'
import { whyNotDecided } from '@opads/pluto/run/shown'
import type { Words } from '../../words/words.ts'
import type { Application } from '../application/queries.ts'
import { whyNot } from '../application/why-not.ts'
import type { Run } from './queries.ts'

export function whyNotDecide(
  words: Words,
  application: Application,
  { id, kind, by }: Pick<Run, 'id' | 'kind' | 'by'>,
  account: string,
): string | undefined {
  const noRight = whyNot(words, application, 'run.decide')
  if (noRight !== undefined) return noRight
  const why = whyNotDecided(kinds[kind], { begunBy: by, account })
  return why && words.refusal(why, { by, run: id, tenant: application.tenant })
}
