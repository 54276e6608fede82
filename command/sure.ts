/** Verbs that delete ask nothing, but must be called with `--yes`. Pure. */
import { Problem } from '@opads/kernel/problem'
import { flag } from './field.ts'

export const sureOptions = {
  yes: flag('sure: it is deleted'),
}

/** @throws Problem `use.not-sure`, which names what would be deleted */
export function demandSure(yes: boolean, command: string, what: string): void {
  if (!yes) throw new Problem('use.not-sure', { command, what })
}
