/**
 * Deletes the namespaces of deleted tenants. The delete of a tenant keeps its name in `tenant_gone`; it goes when its namespaces are
 * gone, so a process that is killed in between leaves the rest to the next pass. Every process runs it.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { namespaceOf } from '../environment/names.ts'
import type { Database } from '../store/database.ts'
import type { PlutoTools } from '../tools.ts'

type Tools = Pick<PlutoTools, 'database' | 'kube'>
type Loop = Tools & {
  /** Reports to the liveness probe that the loop runs. */
  readonly turn: () => void
  readonly signal: AbortSignal
}
const everyMs = 60_000

export async function removeNamespacesOfGone({ turn, signal, ...tools }: Loop): Promise<void> {
  while (!signal.aborted) {
    turn()
    await removeNamespaces(tools)
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}

/** One pass. A failure is left to the next one: the cluster or the database may be away. */
export async function removeNamespaces(tools: Tools): Promise<void> {
  try {
    const gone = await tools.database.selectFrom('tenant_gone').select('name').execute()
    for (const { name } of gone)
      await tools.database.transaction().execute((tx) => removeOf(tx, tools.kube, name))
  } catch (failure) {
    console.error(`namespaces: ${failure instanceof Error ? failure.message : String(failure)}`)
  }
}

/** @param tx with the row locked, who makes a tenant of this name anew waits, and gets new namespaces */
async function removeOf(tx: Database, kube: Tools['kube'], tenant: string): Promise<void> {
  const row = await tx
    .selectFrom('tenant_gone')
    .select('name')
    .where('name', '=', tenant)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return
  const environments = await tx.selectFrom('environment').select('name').execute()
  for (const environment of environments) {
    const name = namespaceOf(tenant, environment.name)
    const path = objectPath({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    // A namespace of this name that somebody else made stays.
    const labels = (await kube.get<KubeObject>(path))?.metadata.labels
    if (labels?.['opads.io/tenant'] === tenant) await kube.remove(path)
  }
  await tx.deleteFrom('tenant_gone').where('name', '=', tenant).execute()
}
