/** Reports new heads of main to Pluto. Safe to repeat: the same push is the same run. */
import type { Pluto } from './pluto-client.ts'
import type { Pusher, Repositories } from './repositories.ts'

type Tools = {
  readonly repositories: Repositories
  readonly pluto: Pick<Pluto, 'push' | 'repositories'>
}
/** When it is not known who pushed. No account can have this name. */
const unknownPusher: Pusher = { by: 'service:delivery', address: '' }

/** Returns the run of the head of main; `undefined`: it has none, or an earlier version reported it. */
export async function report(
  { repositories, pluto }: Tools,
  repository: string,
): Promise<number | undefined> {
  const commit = await repositories.head(repository)
  const known = await repositories.reported(repository)
  if (commit === undefined) return undefined
  if (commit === known?.commit) return known.run
  const { by, address } = (await repositories.pusherOf(repository, commit)) ?? unknownPusher
  const count = known === undefined ? 0 : known.count + 1
  const title = await repositories.title(repository, commit)
  const { run } = await pluto.push({ repository, commit, count, title, by }, address)
  await repositories.markReported(repository, { commit, count, ...(run !== null && { run }) })
  return run ?? undefined
}

/** Makes every repository that Pluto lists, and reports pushes that Pluto missed. One that fails does not stop the others. */
export async function reportAll(tools: Tools): Promise<void> {
  for (const [repository, born] of await tools.pluto.repositories()) {
    try {
      await tools.repositories.ensure(repository, born)
      await report(tools, repository)
    } catch (failure) {
      console.error(
        `report of ${repository}: ${failure instanceof Error ? failure.message : String(failure)}`,
      )
    }
  }
}
