/** Finds accounts in PostgreSQL, for authentication. */
import { Problem } from '@opads/kernel/problem'
import { recordRefusedSignIn } from '../audit/sign-in.ts'
import type { Accounts } from '../gate/authenticate.ts'
import { callerByName } from '../member/rights.ts'
import type { Database } from '../store/database.ts'
import { callerOf } from '../token/rows.ts'
import { checkPassword } from './password.ts'

export const accountsOf = (database: Database): Accounts => ({
  callerByName: (account) => callerByName(database, account),
  callerOf: (token) => callerOf(database, token),
  checkPassword: (given) =>
    checkPassword(database, given).catch(async (failure: unknown) => {
      if (failure instanceof Problem) await recordRefusedSignIn(database, { ...given, code: failure.code })
      throw failure
    }),
  refusedToken: (given) => recordRefusedSignIn(database, given),
})
