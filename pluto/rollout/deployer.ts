/** Works on deploy runs, many at once, each under a lease. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepLease, takeLease } from '../run/lease.ts'
import { cancel, deploy, isLost } from './deploy.ts'
import type { DeployerTools, Destination } from './deployer-tools.ts'
import { lastDeployed } from './settings.ts'

const mostAtOnce = 20

/** Works on many runs at once; leases allow one per application and environment. */
export async function workOnDeploys(all: DeployerTools): Promise<void> {
  const working = new Set<Promise<unknown>>()
  while (!all.signal.aborted) {
    all.turn()
    try {
      // One worker name per lease: work that stalled and lost its lease must not take its successor's in this process for its own.
      const tools = { ...all, worker: `${all.worker}/${randomUUID()}` }
      const run =
        working.size < mostAtOnce ? await takeLease(tools.database, 'deploy', tools.worker) : undefined
      if (!run) {
        await tools.changes.next('run', 1000)
        continue
      }
      const { application, tenant, environment, id } = run
      const target = { application, tenant, environment: environment! }
      const release = run.release ?? (await whatRuns(id, target, tools))
      const over = new AbortController()
      void keepLease(tools.database, id, tools.worker, over.signal)
      const work = (run.cancel_by === null ? deploy(id, target, release, tools) : cancel(id, target, tools))
        // The lease expires, then a worker takes the run up again.
        .catch(
          (failure: unknown) => isLost(failure) || console.error(`deployer: run ${id}: ${String(failure)}`),
        )
        .finally(() => {
          over.abort()
          working.delete(work)
        })
      working.add(work)
    } catch (failure) {
      console.error(`deployer: ${failure instanceof Error ? failure.message : String(failure)}`)
      await sleep(1000)
    }
  }
}

/** A change of variables or replicas applies to the release that is deployed when the run begins. */
async function whatRuns(run: number, target: Destination, { database }: DeployerTools): Promise<number> {
  const release = (await lastDeployed(database, target))?.release ?? 0
  const built = await database
    .selectFrom('release')
    .select('run')
    .where('application', '=', target.application)
    .where('number', '=', release)
    .executeTakeFirst()
  await database
    .updateTable('run')
    .set({ release, built_from: built?.run ?? null })
    .where('id', '=', run)
    .execute()
  return release
}
