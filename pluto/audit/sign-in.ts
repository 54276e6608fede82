/** Records refused sign-ins, not more than a few per address and minute. */
import type { RefusedSignIn } from '../gate/authenticate.ts'
import type { Database } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import { refusals } from './limits.ts'
import { plainAct, recordAct } from './record.ts'

const limit = refusals(Date.now)

/** `account` is what was typed; a password may have been typed into the wrong field, so only names of accounts are kept. */
export async function recordRefusedSignIn(
  database: Database,
  { account, address, code }: RefusedSignIn,
): Promise<void> {
  const omitted = limit(address)
  if (omitted === undefined) return
  const known = await database
    .selectFrom('account')
    .select('name')
    .where('name', '=', printable(account))
    .executeTakeFirst()
  await recordAct(database, {
    ...plainAct,
    account: known?.name ?? '',
    address,
    act: 'session.start',
    outcome: 'refused',
    code,
    facts: { ...(!known && account !== '' && { isUnknownAccount: true }), ...(omitted > 0 && { omitted }) },
  })
}
