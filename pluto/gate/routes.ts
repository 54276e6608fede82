/** Route that explains access. */
import type { accessContract } from './contract.ts'
import type { GuardedHandlers } from './guarded.ts'
import type { Lookup } from './lookup.ts'
import { may, nowhere, type Rights, type Scope, sees } from './roles.ts'
import { missing } from './target.ts'

export const accessRoutes = <Store>(lookup: Lookup<Store>) => {
  return {
    'GET /api/v1/access/explain': async ({ database, caller, query: { act, ...asked } }) => {
      const scope = await scopeOf(database, lookup, caller, asked)
      const permission = may(caller, act, scope)
      const place = permission.needed === 'platform' ? nowhere : scope
      return { act, ...scope, ...permission, grantors: [...(await lookup.grantorsOf(database, place))] }
    },
  } satisfies GuardedHandlers<typeof accessContract, Store>
}

type Asked = {
  readonly application?: string | undefined
  readonly environment?: NonNullable<Scope['environment']> | undefined
  readonly tenant?: string | undefined
}
/** @throws Problem `application.unknown`, `tenant.unknown`, also for what the caller may not see */
async function scopeOf<Store>(
  store: Store,
  { find }: Lookup<Store>,
  caller: Rights,
  given: Asked,
): Promise<Scope> {
  const { application, environment = null, tenant } = given
  if (application === undefined && tenant === undefined) return { ...nowhere, environment }
  const target = application === undefined ? 'tenant' : 'application'
  const asked = { account: '', params: { name: application ?? tenant }, body: {} }
  const found = await find[target](store, asked)
  const isThere = found !== undefined && sees(caller, found.scope.tenant ?? '')
  if (!isThere || (tenant !== undefined && tenant !== found.scope.tenant)) throw missing[target](asked)
  return { ...found.scope, environment }
}
