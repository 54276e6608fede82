/** `opads audit`: the log of all acts. */
import { list } from '../audit/list.ts'
import { verify } from '../audit/verify.ts'
import { runNoun } from '../run-noun.ts'
import type { Noun } from '../verb.ts'

export const noun: Noun = {
  name: 'audit',
  say: 'The audit log: who did what',
  isRemote: true,
  verbs: [list, verify],
}
export const run = runNoun(noun)
