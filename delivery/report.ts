/** Reports new heads of main to Pluto. Safe to repeat: the same push is the same run. */
import type { Pluto } from './pluto-client.ts'
import type { Repositories } from './repositories.ts'

type Tools = {
  readonly repositories: Repositories
  readonly pluto: Pick<Pluto, 'push' | 'repositories'>
}

export async function report({ repositories, pluto }: Tools, repository: string, by: string): Promise<void> {
  const commit = await repositories.head(repository)
  const known = await repositories.reported(repository)
  if (commit === undefined || commit === known?.commit) return
  const count = known === undefined ? 0 : known.count + 1
  await pluto.push({ repository, commit, count, title: await repositories.title(repository, commit), by })
  await repositories.markReported(repository, { commit, count })
}

/** Makes every repository that Pluto lists, and reports pushes that Pluto missed. One that fails does not stop the others. */
export async function reportAll(tools: Tools): Promise<void> {
  for (const [repository, born] of await tools.pluto.repositories()) {
    try {
      await tools.repositories.ensure(repository, born)
      await report(tools, repository, 'code-server')
    } catch (failure) {
      console.error(
        `report of ${repository}: ${failure instanceof Error ? failure.message : String(failure)}`,
      )
    }
  }
}
