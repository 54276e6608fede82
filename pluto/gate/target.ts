/** What a route acts on: the kinds of targets, what a call says of one, and the refusal when there is none. Pure; it is loaded by `find-target.ts`. */
import { Problem } from '@opads/kernel/problem'
import type { Role } from '@opads/kernel/role'
import type { Selectable } from 'kysely'
import type { Place } from '../environment/place.ts'
import type { Tables } from '../store/database.ts'
import { nowhere, type Scope, type TargetName } from './roles.ts'

type Row<Name extends keyof Tables> = Selectable<Tables[Name]>
export type Targets = {
  'sign-in': undefined
  own: undefined
  token: { readonly name: string }
  platform: undefined
  account: { readonly name: string }
  tenant: Row<'tenant'>
  member: { readonly tenant: string; readonly account: string; readonly role: Role }
  application: Row<'application'>
  environment: Place
  run: Row<'run'> & { readonly tenant: string }
}

/** What a call says of its target: in the path or, where a new object is made in it, in the body. */
export type Asked = {
  readonly account: string
  readonly params: Readonly<Record<string, string | undefined>>
  readonly body: Readonly<Record<string, unknown>>
}
/** `name`: as it is recorded. */
export type Found<Target> = { readonly scope: Scope; readonly name: string | null; readonly target: Target }
/** `undefined`: it does not exist; whether the caller may see it is decided by `gate.ts`. */
type Find<Store, Target> = (store: Store, asked: Asked) => Promise<Found<Target> | undefined>
export type Finders<Store> = { readonly [Name in TargetName]: Find<Store, Targets[Name]> }

/** Facts that differ when the target was changed: its own, and what people change with it. */
export type ReadVersion<Store> = {
  readonly [Name in TargetName]: (
    store: Store,
    target: Targets[Name],
    caller: { readonly account: string },
  ) => Promise<unknown>
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const tenantOf = ({ params, body }: Asked): string => params.name ?? text(body.tenant)
export const environmentOf = ({ params, body }: Asked): string => params.environment ?? text(body.environment)
export const runOf = ({ params }: Asked): number =>
  /^\d{1,9}$/.test(text(params.id)) ? Number(params.id) : 0

const unowned =
  (name: (asked: Asked) => string | null): Find<unknown, undefined> =>
  async (_, asked) => ({ scope: nowhere, name: name(asked), target: undefined })
const nameInBody = ({ body }: Asked) => (typeof body.name === 'string' ? body.name : null)
/** Targets for which nothing is loaded. */
export const unownedFinders = {
  'sign-in': unowned(({ body }) => text(body.account)),
  own: unowned(nameInBody),
  platform: unowned(nameInBody),
} satisfies Partial<Finders<unknown>>

const noRoute = () => new Problem('route.unknown', { path: 'this address' })
const noApplication = ({ params }: Asked) => new Problem('application.unknown', { application: params.name })
/** The answer when there is no such target, and when another tenant owns it. */
export const missing: { readonly [Name in TargetName]: (asked: Asked) => Problem } = {
  'sign-in': noRoute,
  own: noRoute,
  platform: noRoute,
  token: ({ params }) => new Problem('token.unknown', { token: params.name }),
  account: ({ params }) => new Problem('account.not-there', { account: params.name }),
  tenant: (asked) => new Problem('tenant.unknown', { tenant: tenantOf(asked) }),
  member: ({ params }) => new Problem('member.unknown', { tenant: params.name, account: params.account }),
  application: noApplication,
  environment: noApplication,
  run: ({ params }) => new Problem('run.unknown', { run: params.id }),
}

/** Where an application is, and with an environment where in it. */
export const scopeOf = (
  { name, tenant }: Pick<Row<'application'>, 'name' | 'tenant'>,
  environment: Scope['environment'] = null,
): Scope => ({ tenant, application: name, environment })
