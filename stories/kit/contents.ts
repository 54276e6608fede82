/** What people have in a cloud, as lines: two clouds of different versions can be compared by them. */

/** GET of a path of the API, of any version. */
export type Ask = <T>(path: string) => Promise<T>
/** One line per thing, by kind. */
export type Contents = Readonly<Record<string, readonly string[]>>

type Items<T> = { readonly items: readonly T[] }
type Run = {
  readonly id: number
  readonly kind: string
  readonly state: string
  readonly commit: string | null
}
type Release = { readonly number: number; readonly commit: string; readonly image: string }
type Variable = { readonly name: string; readonly isSecret: boolean; readonly value: string | null }
type Application = { readonly name: string; readonly environments: readonly { readonly name: string }[] }
/** Later versions say the role of a member beside the tenant. */
type User = { readonly name: string; readonly tenants: readonly (string | { readonly tenant: string })[] }

const final = ['succeeded', 'failed', 'cancelled']

/** The first page of each list: a story has few of each. */
export async function contentsOf(ask: Ask): Promise<Contents> {
  const items = async <T>(path: string) => (await ask<Items<T>>(path)).items
  const names = (await items<{ name: string }>('/applications')).map(({ name }) => name)
  const perApplication = async (lines: (name: string) => Promise<readonly string[]>) =>
    (await Promise.all(names.map(lines))).flat()
  const members = (user: User) =>
    user.tenants.map((one) => `${user.name} of ${typeof one === 'string' ? one : one.tenant}`)
  return {
    applications: names,
    tenants: (await items<{ name: string }>('/tenants')).map(({ name }) => name),
    tokens: (await items<{ name: string }>('/tokens')).map(({ name }) => name),
    members: (await items<User>('/users')).flatMap(members),
    runs: (await items<Run>('/runs'))
      .filter(({ state }) => final.includes(state))
      .map(({ id, kind, state, commit }) => `${id} ${kind} ${state} ${commit}`),
    releases: await perApplication(async (name) =>
      (await items<Release>(`/applications/${name}/releases`)).map(
        ({ number, commit, image }) => `${name} ${number} ${commit} ${image}`,
      ),
    ),
    variables: await perApplication(async (name) => {
      const { environments } = await ask<Application>(`/applications/${name}`)
      const lists = environments.map(async (environment) => {
        const path = `/applications/${name}/environments/${environment.name}/config`
        return (await items<Variable>(path)).map(
          (one) => `${name} ${environment.name} ${one.name} ${one.isSecret ? 'secret' : one.value}`,
        )
      })
      return (await Promise.all(lists)).flat()
    }),
  }
}

/** Lines that are not there any more, with their kind. Pure. */
export const lostOf = (before: Contents, after: Contents): readonly string[] =>
  Object.entries(before).flatMap(([kind, lines]) =>
    lines.filter((line) => !after[kind]?.includes(line)).map((line) => `${kind}: ${line}`),
  )
