/** Names that a person filters by: an empty list must not hide that there is no such thing. */
import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import type { Api } from './api-types.ts'

type Named = { readonly application?: string | undefined; readonly tenant?: string | undefined }
type Noun = keyof Named
const most = 200 // of which the nearest is suggested

/**
 * What the account does not see is unknown, whether another tenant has it or nobody.
 * @throws Problem `name.unknown`
 */
export async function refuseUnknown(api: Api, named: Named): Promise<void> {
  const [first] = await unknownOf(api, named)
  if (first) throw first
}

export async function unknownOf(api: Api, { application, tenant }: Named): Promise<readonly Problem[]> {
  const tenants = async () => (await api('GET /api/v1/tenants')).items
  const applications = async (search?: string) =>
    (await api('GET /api/v1/applications', { query: { limit: most, search } })).items
  return [
    ...(tenant === undefined ? [] : unknown('tenant', tenant, await tenants())),
    ...(application === undefined || has(await applications(application), application)
      ? []
      : unknown('application', application, await applications())),
  ]
}

const has = (items: readonly { readonly name: string }[], wanted: string) =>
  items.some(({ name }) => name === wanted)

const lists = { application: 'opads app list', tenant: 'opads tenant list' } as const satisfies Record<
  Noun,
  string
>
const unknown = (noun: Noun, name: string, items: readonly { readonly name: string }[]): Problem[] =>
  has(items, name)
    ? []
    : [
        new Problem('name.unknown', {
          noun,
          name,
          meant: meant(
            name,
            items.map((one) => one.name),
          ),
          list: lists[noun],
        }),
      ]
