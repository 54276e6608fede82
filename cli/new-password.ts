/** A new password from the person: the first entry is checked before it is asked for again. */
import { said } from '@opads/kernel/message'
import { passwordLength, whyNotPassword } from '@opads/kernel/password'
import { Problem } from '@opads/kernel/problem'
import type { SecretInput } from './secret-input.ts'

/** @throws Problem `input.invalid`, `use.not-same`, `use.no-terminal` */
export async function askNewPassword(
  account: string,
  current: string,
  { ask }: Pick<SecretInput, 'ask'>,
): Promise<string> {
  const option = 'opads login --new-password-stdin'
  const password = await ask(`New password of ${account}, ${passwordLength.least} characters or more`, option)
  const wrong = whyNotPassword(password, current)
  if (wrong)
    throw new Problem('input.invalid', { source: 'the new password', count: 1, faults: [said(wrong)] })
  if (password !== (await ask('The same again', option))) throw new Problem('use.not-same')
  return password
}
