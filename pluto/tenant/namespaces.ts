/**
 * Deletes the namespaces of deleted tenants. The delete of a tenant keeps its name in `tenant_gone` until the last of them is gone, so a
 * process that is killed in between leaves the rest to the next pass, and no tenant of this name is made meanwhile. Every process runs it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { namespaceOf } from '../environment/names.ts'
import type { PlutoTools } from '../tools.ts'

type Tools = Pick<PlutoTools, 'database' | 'kube'>
type Loop = Tools & {
  /** Reports to the liveness probe that the loop runs. */
  readonly turn: () => void
  readonly signal: AbortSignal
}
const everyMs = 15_000

export async function removeNamespacesOfGone({ turn, signal, ...tools }: Loop): Promise<void> {
  while (!signal.aborted) {
    turn()
    await removeAllNamespaces(tools, turn)
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}

/** One pass. What fails is left to the next one, and does not stop the others. */
export async function removeAllNamespaces(tools: Tools, turn = () => {}): Promise<void> {
  try {
    const gone = await tools.database.selectFrom('tenant_gone').select('name').execute()
    for (const { name } of gone) {
      turn()
      await removeNamespaces(tools, name)
    }
  } catch (failure) {
    report(failure)
  }
}

/** Of one deleted tenant. A failure is left to the next pass: the cluster or the database may be away. */
export async function removeNamespaces({ database, kube }: Tools, tenant: string): Promise<void> {
  try {
    // A process of an earlier version may have made it anew: it does not read `tenant_gone`.
    const alive = await database
      .selectFrom('tenant')
      .select('name')
      .where('name', '=', tenant)
      .executeTakeFirst()
    if (!alive && !(await areGone(await pathsOf(database, tenant), kube, tenant))) return
    await database.deleteFrom('tenant_gone').where('name', '=', tenant).execute()
  } catch (failure) {
    report(failure)
  }
}

async function pathsOf(database: Tools['database'], tenant: string): Promise<readonly string[]> {
  const environments = await database.selectFrom('environment').select('name').execute()
  return environments.map(({ name }) =>
    objectPath({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceOf(tenant, name) } }),
  )
}

/** Kubernetes ends what is in a namespace before it is gone, which takes a while. */
async function areGone(paths: readonly string[], kube: Tools['kube'], tenant: string): Promise<boolean> {
  // A namespace of this name that somebody else made stays.
  const find = async (path: string) => {
    const found = await kube.get<KubeObject>(path)
    return found?.metadata.labels?.['opads.io/tenant'] === tenant ? found : undefined
  }
  let areAll = true
  for (const path of paths) {
    const found = await find(path)
    if (found && !found.metadata.deletionTimestamp) await kube.remove(path)
    if (found && (await find(path))) areAll = false
  }
  return areAll
}

const report = (failure: unknown) =>
  console.error(`namespaces: ${failure instanceof Error ? failure.message : String(failure)}`)
