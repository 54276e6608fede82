/** Records refused sign-ins, not more than a few per address and minute. */
import type { ActRecord } from '../gate/act-record.ts'
import type { RefusedSignIn } from '../gate/authenticate.ts'
import type { Database } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import { refusals } from './limits.ts'
import { plainAct, recordAct } from './record.ts'

const limit = refusals(Date.now)

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
  await recordAct(database, refusedSignIn({ account, address, code }, known?.name, omitted))
}

/**
 * `account` is what was typed; a password may have been typed into the wrong field, so only names of accounts are kept. Pure.
 * @param omitted how many of this address were not recorded before
 */
export const refusedSignIn = (
  { account, address, code }: RefusedSignIn,
  known: string | undefined,
  omitted: number,
): ActRecord => ({
  ...plainAct,
  account: known ?? '',
  address,
  act: 'session.start',
  outcome: 'refused',
  code,
  facts: {
    ...(known === undefined && account !== '' && { isUnknownAccount: true }),
    ...(omitted > 0 && { omitted }),
  },
})
