/** Tests of what clients rely on, run on the real API server and on the fake. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { waitFor } from '../../wait.ts'
import type { Kube } from '../client.ts'
import { listWatch } from '../list-watch.ts'

type Fields = KubeObject & { data?: Record<string, string>; spec?: Record<string, unknown> }
type List = { metadata: { resourceVersion: string; continue?: string }; items: Fields[] }
const at = '/api/v1/namespaces/suite/configmaps'
const map = (name: string, data: Record<string, string>, labels: Record<string, string> = {}): Fields => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'suite', labels },
  data,
})

/** @param expire makes the server drop old versions; returns one of them */
export function kubeSuite(title: string, kube: () => Kube, expire: () => Promise<string>): void {
  const says = (name: string, run: () => Promise<void>) =>
    void test(`${title}: ${name}`, { timeout: 60_000 }, run)
  /** Collects the events of a watch as they come. */
  const watch = (query: string) => {
    const away = new AbortController()
    const events: { type: string; object: Fields & { code?: number } }[] = []
    let isOpen = false
    const ended = kube()
      .lines(`${at}?watch=1&${query}`, (line) => events.push(JSON.parse(line)), {
        signal: away.signal,
        onOpen: () => {
          isOpen = true
        },
      })
      .then(
        () => 'ended',
        () => 'broken',
      )
    return {
      events,
      ended,
      leave: () => away.abort(),
      open: () => waitFor('the watch', async () => isOpen, { everyMs: 5 }),
      has: (count: number) => waitFor(`${count} events`, async () => events.length >= count, { everyMs: 5 }),
    }
  }
  const versionNow = async () => (await kube().get<List>(at))!.metadata.resourceVersion

  says('what is not there is undefined, and a namespace that is missing is named', async () => {
    assert.equal(await kube().get(`${at}/none`), undefined)
    assert.equal(await kube().remove(`${at}/none`), false)
    await assert.rejects(kube().apply(map('one', {}), 'a'), (failure: Error) => /404/.test(failure.message))
    await kube().apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'suite' } }, 'a')
  })
  says('the same again changes nothing; a change has another version', async () => {
    const first = await kube().apply(map('same', { a: '1' }), 'a')
    assert.ok(first.metadata.uid && first.metadata.creationTimestamp)
    const again = await kube().apply(map('same', { a: '1' }), 'a')
    assert.equal(again.metadata.resourceVersion, first.metadata.resourceVersion)
    const changed = await kube().apply(map('same', { a: '2' }), 'a')
    assert.notEqual(changed.metadata.resourceVersion, first.metadata.resourceVersion)
    assert.equal(changed.metadata.uid, first.metadata.uid)
  })
  says('what apply would do is answered and not done; the same again would change nothing', async () => {
    const unmanaged = (object: KubeObject | undefined) => {
      const { managedFields: _, ...metadata } = (object?.metadata ?? {}) as Record<string, unknown>
      return { ...object, metadata }
    }
    const before = await kube().apply(map('tried', { a: '1', b: '1' }), 'a')
    const same = await kube().wouldApply(map('tried', { a: '1', b: '1' }), 'a')
    assert.deepEqual(unmanaged(same), unmanaged(before))
    const { data } = (await kube().wouldApply(map('tried', { a: '2' }), 'a')) as Fields
    assert.deepEqual(data, { a: '2' })
    assert.deepEqual(await kube().get(`${at}/tried`), before)
    await kube().wouldApply(map('never', {}), 'a')
    assert.equal(await kube().get(`${at}/never`), undefined)
  })
  says('a field that a manager leaves out goes, those of others stay', async () => {
    await kube().apply(map('shared', { mine: '1', also: '1' }), 'a')
    await kube().apply(map('shared', { theirs: '1' }), 'b')
    const { data } = (await kube().apply(map('shared', { mine: '2' }), 'a')) as Fields
    assert.deepEqual(data, { mine: '2', theirs: '1' })
  })
  says('the generation tells changes of the spec', async () => {
    const ingress = (path: string, labels = {}) =>
      ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'web', namespace: 'suite', labels },
        spec: { rules: [{ host: `${path}.test` }] },
      }) as KubeObject
    assert.equal((await kube().apply(ingress('a'), 'a')).metadata.generation, 1)
    assert.equal((await kube().apply(ingress('a', { x: 'y' }), 'a')).metadata.generation, 1)
    assert.equal((await kube().apply(ingress('b'), 'a')).metadata.generation, 2)
  })
  says(
    'a pod template keeps its user namespace until it is left out, and has none beside the host',
    async () => {
      const deployment = (pod: object) =>
        ({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'users', namespace: 'suite' },
          spec: {
            selector: { matchLabels: { app: 'users' } },
            template: {
              metadata: { labels: { app: 'users' } },
              spec: { ...pod, containers: [{ name: 'one', image: 'none' }] },
            },
          },
        }) as KubeObject
      const applied = async (pod: object) => {
        const { metadata, spec } = (await kube().apply(deployment(pod), 'a')) as Fields
        const { template } = spec as { template: { spec: { hostUsers?: boolean } } }
        return [metadata.generation, template.spec.hostUsers]
      }
      assert.deepEqual(await applied({ hostUsers: false }), [1, false])
      assert.deepEqual(await applied({ hostUsers: false }), [1, false])
      assert.deepEqual(await applied({}), [2, undefined])
      await assert.rejects(applied({ hostUsers: false, hostPID: true }), /422/)
    },
  )
  says('a list comes in pages, in order, by label, and its items do not repeat their kind', async () => {
    for (const name of ['p3', 'p1', 'p2']) await kube().apply(map(name, {}, { page: 'yes' }), 'a')
    const query = 'labelSelector=page%3Dyes&limit=2'
    const first = (await kube().get<List>(`${at}?${query}`))!
    assert.deepEqual(
      first.items.map(({ metadata }) => metadata.name),
      ['p1', 'p2'],
    )
    assert.equal(first.items[0]?.kind, undefined)
    const next = encodeURIComponent(first.metadata.continue!)
    const second = (await kube().get<List>(`${at}?${query}&continue=${next}`))!
    assert.deepEqual(
      second.items.map(({ metadata }) => metadata.name),
      ['p3'],
    )
    assert.ok(!second.metadata.continue)
    const everywhere = (await kube().get<List>('/api/v1/configmaps?labelSelector=page%3Dyes'))!
    assert.equal(everywhere.items.length, 3)
  })
  says('a watch tells what happens after its version, in order, and ends when it is left', async () => {
    const from = await versionNow()
    await kube().apply(map('w', { a: '1' }), 'a')
    const seen = watch(`resourceVersion=${from}`)
    await seen.has(1)
    await kube().apply(map('w', { a: '2' }), 'a')
    assert.equal(await kube().remove(`${at}/w`), true)
    await seen.has(3)
    assert.deepEqual(
      seen.events.map(({ type, object }) => [type, object.kind, object.metadata.name, object.data?.a]),
      [
        ['ADDED', 'ConfigMap', 'w', '1'],
        ['MODIFIED', 'ConfigMap', 'w', '2'],
        ['DELETED', 'ConfigMap', 'w', '2'],
      ],
    )
    const versions = seen.events.map(({ object }) => Number(object.metadata.resourceVersion))
    assert.deepEqual(
      versions,
      [...new Set(versions)].sort((a, b) => a - b),
    )
    seen.leave()
    assert.equal(await seen.ended, 'broken')
  })
  says('by a label, what begins and ceases to have it comes and goes', async () => {
    const seen = watch(`labelSelector=on%3Dyes&resourceVersion=${await versionNow()}`)
    await seen.open()
    await kube().apply(map('l', {}), 'a')
    await kube().apply(map('l', {}, { on: 'yes' }), 'a')
    await kube().apply(map('l', { a: '1' }, { on: 'yes' }), 'a')
    await kube().apply(map('l', { a: '1' }), 'a')
    await seen.has(3)
    assert.deepEqual(
      seen.events.map(({ type }) => type),
      ['ADDED', 'MODIFIED', 'DELETED'],
    )
    seen.leave()
    await seen.ended
  })
  says('a version that the server no longer has is answered 410', async () => {
    await kube().apply(map('old', {}), 'a')
    const from = await expire()
    const seen = watch(`resourceVersion=${from}`)
    await seen.has(1)
    assert.deepEqual([seen.events[0]?.type, seen.events[0]?.object.code], ['ERROR', 410])
    seen.leave()
    await seen.ended
  })
  says('the log of a pod that is not there is refused', async () => {
    const path = '/api/v1/namespaces/suite/pods/none/log?container=x'
    await assert.rejects(
      kube().lines(path, () => {}),
      { code: 'kube.refused' },
    )
  })
  says('a list-watch has the rows that the server has', async () => {
    const end = new AbortController()
    const { rows, state } = listWatch(kube(), {
      path: at,
      selector: 'row=yes',
      project: (object) => (object as Fields).data?.a,
      onChange: () => {},
      signal: end.signal,
    })
    await kube().apply(map('r1', { a: '1' }, { row: 'yes' }), 'a')
    await kube().apply(map('r2', { a: '2' }, { row: 'yes' }), 'a')
    await waitFor('both', async () => rows.size === 2 && state().kind === 'ready', { everyMs: 5 })
    await kube().apply(map('r1', { a: '3' }, { row: 'yes' }), 'a')
    await kube().remove(`${at}/r2`)
    await waitFor('the change', async () => [...rows].join() === 'suite/r1,3', { everyMs: 5 })
    end.abort()
  })
}
