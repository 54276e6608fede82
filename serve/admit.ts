/** Whether a caller may call a route at all; rights are checked by its act. Pure; `Authenticate` finds out who calls. */
import { Problem } from '@opads/kernel/problem'
import type { Endpoint } from './contract.ts'
import type { Caller } from './route.ts'

/** `internal`: another process of the cloud. `undefined`: not signed in. */
export type Who = Caller | 'internal' | undefined
/** @param address what `addressOf` returned */
export type Authenticate = (request: Request, address: string) => Promise<Who>

const nobody: Caller = { account: '', isAdmin: false, roles: {}, mustChange: false }

/** @throws Problem `account.unknown`, `account.forbidden`, `account.must-change`, `route.unknown` */
export function admit({ policy }: Pick<Endpoint, 'policy'>, who: Who): Caller {
  if (policy === 'public') return who === undefined || who === 'internal' ? nobody : who
  if (policy === 'internal') {
    if (who === 'internal') return nobody
    throw new Problem('route.unknown', { path: 'this address' })
  }
  if (who === undefined) throw new Problem('account.unknown')
  if (who === 'internal') throw new Problem('account.forbidden', { policy })
  if (who.mustChange && policy !== 'first') throw new Problem('account.must-change')
  return who
}
