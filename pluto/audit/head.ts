/**
 * The head of the chain outside the database: the Secret `audit-head`. Nothing in it is secret; Pluto may write Secrets anyway, and so
 * needs no right to all ConfigMaps of the cluster.
 */
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { systemNamespace } from '@opads/kernel/namespaces'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import type { Head } from './chain.ts'

export type HeadOutside = {
  /** `undefined` before the first one is kept. @throws Problem `audit.no-head` when it cannot be read */
  readonly read: () => Promise<Head | undefined>
  readonly keep: (head: Head) => Promise<void>
}

const identity = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'audit-head', namespace: systemNamespace },
} as const
type HeadSecret = KubeObject & { readonly data?: Readonly<Record<string, string>> }

export const headOutside = (kube: Kube): HeadOutside => ({
  read: async () => {
    const found = await kube.get<HeadSecret>(objectPath(identity)).catch((failure: unknown) => {
      throw new Problem(
        'audit.no-head',
        { reason: failure instanceof Error ? failure.message : failure },
        failure,
      )
    })
    return found && headOf(found)
  },
  keep: async ({ sequence, hash }) => {
    const data = { sequence: base64(String(sequence)), hash: base64(hash) }
    await kube.apply({ ...identity, data } as KubeObject, 'opads-audit')
  },
})

/** @throws Problem `audit.no-head`: not written by us */
function headOf({ data = {} }: HeadSecret): Head {
  const [sequence, hash] = [data.sequence, data.hash].map((text) =>
    Buffer.from(text ?? '', 'base64').toString(),
  ) as [string, string]
  if (/^\d{1,15}$/.test(sequence) && /^[0-9a-f]{64}$/.test(hash)) return { sequence: Number(sequence), hash }
  throw new Problem('audit.no-head', { reason: 'the Secret audit-head holds something else' })
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
