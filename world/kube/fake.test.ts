/** The fake API server: the suite of the real one, and the failures that tests request. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitFor } from '../wait.ts'
import { fakeKube } from './fake.ts'
import { listWatch } from './list-watch.ts'
import { kubeSuite } from './test-server/suite.ts'

const shared = fakeKube()
kubeSuite(
  'fake',
  () => shared.kube,
  async () => {
    shared.compact()
    return '1'
  },
)

const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'a' } })
const pods = '/api/v1/pods'

test('calls fail by a status or without an answer, until that is over', async () => {
  const { kube, fail, calls } = fakeKube()
  const over = fail(/^GET /, 403, 'pods is forbidden')
  await assert.rejects(kube.get(pods), {
    code: 'kube.refused',
    facts: { what: 'a call', status: 403, said: 'pods is forbidden' },
  })
  over()
  assert.ok(await kube.get(pods))
  fail(/^DELETE /, 'away')
  await assert.rejects(kube.remove(`${pods}/x`), /ECONNREFUSED/)
  assert.deepEqual(calls, [`GET ${pods}`, `GET ${pods}`, `DELETE ${pods}/x`])
})
test('calls stall until they may go on, and are slow', async () => {
  const { kube, stall, slow } = fakeKube()
  const release = stall(/^GET /)
  let isDone = false
  const asked = kube.get(pods).then(() => {
    isDone = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(isDone, false)
  release()
  await asked
  slow(/^GET /, 50)
  const started = performance.now()
  await kube.get(pods)
  assert.ok(performance.now() - started >= 45)
})
test('a list-watch comes through broken streams, refusals and compactions with the right rows', async () => {
  const { kube, store, fail, end, compact } = fakeKube()
  const away = new AbortController()
  const rests: number[] = []
  const { rows, state } = listWatch(kube, {
    path: pods,
    project: ({ metadata }) => metadata.name,
    onChange: () => {},
    signal: away.signal,
    rest: async (ms) => {
      rests.push(ms)
      await new Promise((resolve) => setTimeout(resolve, 1))
    },
  })
  const are = (...names: string[]) =>
    waitFor(names.join(), async () => [...rows.values()].sort().join() === names.join(), { everyMs: 2 })
  store.put(pod('one'))
  await are('one')
  end(/watch=1/, 'broken')
  store.put(pod('two'))
  await are('one', 'two')
  const over = fail(/watch=1/, 503)
  end(/watch=1/, 'broken')
  await waitFor('it to fail', async () => state().kind === 'failing', { everyMs: 2 })
  store.remove('/api/v1/namespaces/a/pods/one')
  compact()
  over()
  await are('two')
  await waitFor('it to be ready', async () => state().kind === 'ready', { everyMs: 2 })
  assert.ok(rests.length > 0)
  away.abort()
})
