/** Route that explains access. */
import type { accessContract } from './contract.ts'
import type { GuardedHandlers } from './guarded.ts'
import type { Lookup } from './lookup.ts'
import { may, nowhere, type Rights, type Scope, sees } from './roles.ts'
import { ruleOf } from './rule.ts'
import { missing } from './target.ts'

export const accessRoutes = <Store>(lookup: Lookup<Store>) => {
  return {
    'GET /api/v1/access/explain': async ({ database, caller, query: { act, ...asked } }) => {
      const scope = await scopeOf(database, lookup, caller, asked)
      const run = asked.run === undefined ? undefined : await lookup.find.run(database, byId(asked.run))
      const permission = may(caller, act, scope)
      const rule = ruleOf(act, caller.account, run?.target)
      const place = permission.needed === 'platform' ? nowhere : scope
      return {
        act,
        ...scope,
        ...permission,
        allowed: permission.allowed && (rule?.allows ?? true),
        rule: rule?.message ?? null,
        // Nobody can grant what the role allows and the rule refuses.
        grantors:
          rule?.allows === false && permission.allowed ? [] : [...(await lookup.grantorsOf(database, place))],
      }
    },
  } satisfies GuardedHandlers<typeof accessContract, Store>
}

type Asked = {
  readonly application?: string | undefined
  readonly environment?: NonNullable<Scope['environment']> | undefined
  readonly tenant?: string | undefined
  readonly run?: number | undefined
}
const byId = (run: number) => ({ account: '', params: { id: String(run) }, body: {} })

/** @throws Problem `run.unknown`, `application.unknown`, `tenant.unknown`, also for what the caller may not see */
async function scopeOf<Store>(
  store: Store,
  { find }: Lookup<Store>,
  caller: Rights,
  given: Asked,
): Promise<Scope> {
  const { application, environment = null, tenant, run } = given
  if (run !== undefined) {
    const found = await find.run(store, byId(run))
    const isMeant = ([name, value]: [string, unknown]) =>
      name === 'run' || value === undefined || value === found?.scope[name as keyof Scope]
    if (!found || !sees(caller, found.scope.tenant ?? '') || !Object.entries(given).every(isMeant))
      throw missing.run(byId(run))
    return found.scope
  }
  if (application === undefined && tenant === undefined) return { ...nowhere, environment }
  const target = application === undefined ? 'tenant' : 'application'
  const asked = { account: '', params: { name: application ?? tenant }, body: {} }
  const found = await find[target](store, asked)
  const isThere = found !== undefined && sees(caller, found.scope.tenant ?? '')
  if (!isThere || (tenant !== undefined && tenant !== found.scope.tenant)) throw missing[target](asked)
  return { ...found.scope, environment }
}
