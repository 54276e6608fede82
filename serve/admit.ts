/** Whether a caller may call a route at all; rights are checked by its act. Pure; `Authenticate` finds out who calls. */
import { Problem } from '@opads/kernel/problem'
import type { Endpoint } from './contract.ts'
import type { Caller } from './route.ts'

/** Another process of the cloud, by its own secret. */
type ServiceCaller = { readonly service: string }
/** `undefined`: not signed in. */
export type Who = Caller | ServiceCaller | undefined
/** @param address what `addressOf` returned */
export type Authenticate = (request: Request, address: string) => Promise<Who>

export const isService = (who: Who): who is ServiceCaller => who !== undefined && 'service' in who

const nobody: Caller = { account: '', isAdmin: false, roles: {}, mustChange: false }

/** @throws Problem `account.unknown`, `account.must-change`, `service.denied`, `route.unknown` */
export function admit({ policy, callers }: Pick<Endpoint, 'policy' | 'callers'>, who: Who): Caller {
  if (isService(who)) {
    if (policy === 'public' || callers?.some((one) => one === who.service)) return nobody
    throw new Problem('service.denied', { service: who.service })
  }
  if (policy === 'public') return who ?? nobody
  // To people, internal routes do not exist.
  if (policy === 'internal') throw new Problem('route.unknown', { path: 'this address' })
  if (who === undefined) throw new Problem('account.unknown')
  if (who.mustChange && policy !== 'first') throw new Problem('account.must-change')
  return who
}
