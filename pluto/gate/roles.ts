/** Who may do what: one table of acts, each with the least role that may. Pure. */
import { includes, type Role } from '@opads/kernel/role'
import type { Caller } from '@opads/serve/route'
import { isRestricted } from '../environment/names.ts'
import type { EnvironmentName } from '../environment/shapes.ts'

/** The act goes into an environment: developers may in those that are not restricted, deployers everywhere. */
const inEnvironment = { open: 'developer', restricted: 'deployer' } as const
/** A role in the tenant that owns the target; or `account`: anybody who signed in, with what is their own; or `platform`: its administrators. */
type Least = Role | typeof inEnvironment | 'account' | 'platform'

export const acts = {
  'session.start': 'account',
  'session.end': 'account',
  'account.password': 'account',
  'token.read': 'account',
  'token.create': 'account',
  'token.delete': 'account',
  'application.read': 'viewer',
  'application.create': 'developer',
  'application.push': 'developer',
  'application.build': 'developer',
  'application.deploy': inEnvironment,
  'application.scale': inEnvironment,
  'application.config': inEnvironment,
  'application.secrets': inEnvironment,
  'application.delete': 'admin',
  'variable.read': 'viewer',
  'log.read': 'viewer',
  'run.read': 'viewer',
  'run.cancel': inEnvironment,
  'run.decide': 'deployer',
  'member.read': 'viewer',
  'member.add': 'admin',
  'member.change': 'admin',
  'member.remove': 'admin',
  'tenant.create': 'platform',
  'tenant.delete': 'platform',
  'account.read': 'platform',
  'account.create': 'platform',
  'account.change': 'platform',
  'account.delete': 'platform',
  'audit.read': 'admin',
  'audit.verify': 'platform',
} as const satisfies Readonly<Record<string, Least>>
export type Act = keyof typeof acts
export const actNames = Object.keys(acts) as readonly Act[]

/** What a route acts on; `find-target.ts` loads it. `own`: what belongs to the caller; `platform`: nothing that a tenant owns. */
const targetNames = ['sign-in', 'own', 'token', 'platform', 'account', 'tenant', 'member', 'application', 'environment', 'run'] as const // biome-ignore format: one list
export type TargetName = (typeof targetNames)[number]

/** Where an act takes place; `null`: not in one. */
export type Scope = {
  readonly tenant: string | null
  readonly application: string | null
  readonly environment: EnvironmentName | null
}
export const nowhere: Scope = { tenant: null, application: null, environment: null }
/** `/` is the platform, `/payments` a tenant, `/payments/shop/prod` an application in an environment: the same in every language. */
export const placeText = ({ tenant, application, environment }: Scope): string =>
  `/${[tenant, application, environment].filter((one) => one !== null).join('/')}`

type Needed = Role | 'account' | 'platform'
type Permission = {
  readonly allowed: boolean
  readonly needed: Needed
  /** `none`: no member of the tenant. */
  readonly held: Role | 'none' | 'platform'
}
export type Rights = Pick<Caller, 'isAdmin' | 'roles'>

/** Whether the caller sees what a tenant owns; to others it does not exist. */
export const sees = ({ isAdmin, roles }: Rights, tenant: string): boolean =>
  isAdmin || Object.hasOwn(roles, tenant)

export function needed(act: Act, { environment }: Scope): Needed {
  const least = acts[act]
  if (typeof least === 'string') return least
  return environment !== null && isRestricted(environment) ? least.restricted : least.open
}

/** A platform administrator may do all, in every tenant too; there it is recorded as done with that right. */
export function may({ isAdmin, roles }: Rights, act: Act, scope: Scope): Permission {
  const least = needed(act, scope)
  const role =
    scope.tenant !== null && Object.hasOwn(roles, scope.tenant) ? roles[scope.tenant]! : ('none' as const)
  const asMember = least === 'account' || (least !== 'platform' && role !== 'none' && includes(role, least))
  const held = isAdmin && !asMember ? 'platform' : role
  return { allowed: asMember || isAdmin, needed: least, held }
}

/** Acts on an application: those that differ by environment, or the others. */
export const mayDo = (caller: Rights, scope: Scope): Act[] =>
  actNames.filter(
    (act) =>
      /^(application|run)\./.test(act) &&
      act !== 'application.create' &&
      (typeof acts[act] === 'object') === (scope.environment !== null) &&
      may(caller, act, scope).allowed,
  )
