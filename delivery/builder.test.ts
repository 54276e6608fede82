/** The build worker with a fake API server whose Jobs the test controls: a build that prints without end must not stop the others. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { Problem, type ProblemCode } from '@opads/kernel/problem'
import { Secret } from '@opads/kernel/secret'
import { fakeKube } from '@opads/world/kube/fake'
import { type BuilderTools, commitOf, workOnBuilds } from './builder.ts'
import type { BuildRun, Ending, Lease, LogLine } from './pluto-client.ts'

const { kube, store, logs, calls, stall } = fakeKube()
const stop = new AbortController()
const waiting: BuildRun[] = []
const ends = new Map<number, Ending>()
const lines = new Map<number, LogLine[]>()
const until = async (what: string, is: () => boolean) => {
  for (const late = performance.now() + 30_000; !is(); ) {
    assert.ok(performance.now() < late, what)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
/** Run → the code with which Pluto refuses to renew its lease. */
const refusals = new Map<number, ProblemCode>()
const refused = new Map<number, number>()
const renewals = new Map<number, number>()
const leaseOf = (run: BuildRun): Lease => {
  const hold = async () => {
    const refusal = refusals.get(run.id)
    if (!refusal) return
    refused.set(run.id, (refused.get(run.id) ?? 0) + 1)
    throw new Problem(refusal, { run: run.id, worker: 'a' })
  }
  return {
    run,
    renew: async () => {
      await hold()
      renewals.set(run.id, (renewals.get(run.id) ?? 0) + 1)
    },
    log: async (some) => {
      await hold()
      lines.set(run.id, [...(lines.get(run.id) ?? []), ...some])
    },
    finish: async (end) => void ends.set(run.id, end),
  }
}
const pluto = {
  lease: async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const run = waiting.shift()
    return run && leaseOf(run)
  },
} as unknown as BuilderTools['pluto']
const repositories = {
  resolve: async () => undefined,
  refs: async () => Array.from({ length: 12 }, (_, at) => `branch-${at}`),
  filesAtTop: async () => ['opads.yml'],
  size: async () => 10,
  read: async () => 'base: node\nbuild: [[npm, ci]]\n',
} as unknown as BuilderTools['repositories']
void workOnBuilds({
  kube, pluto, repositories, secret: new Secret('secret'), opadsImage: 'opads', bases: { node: 'n', php: 'p', static: 's' },
  registryAddress: '198.18.0.2', turn: () => {}, signal: stop.signal,
}) // biome-ignore format: one input
after(() => stop.abort())
store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'opads-builds' } })

const begin = (id: number) =>
  waiting.push({
    id,
    application: `app-${id}`,
    tenant: 'ours',
    ref: null,
    commit: 'a'.repeat(40),
    userNamespace: id === 1,
  })
const podPath = (run: number, suffix = 'x') => `/api/v1/namespaces/opads-builds/pods/build-${run}-${suffix}`
/** The pod of a run, as the kubelet reports it. */
function pod(run: number, phase: string, container: string, state: object, message = '', suffix = 'x'): void {
  const metadata = {
    name: `build-${run}-${suffix}`,
    namespace: 'opads-builds',
    labels: { 'opads.io/run': String(run) },
  }
  const status = {
    phase,
    initContainerStatuses: [{ name: container, state }],
    containerStatuses: [{ name: 'package', state: message ? { terminated: { exitCode: 0, message } } : {} }],
  }
  store.put({ apiVersion: 'v1', kind: 'Pod', metadata, status } as KubeObject)
}
const jobOf = (run: number) => store.get(`/apis/batch/v1/namespaces/opads-builds/jobs/build-${run}`)

/** Starts run 1, whose step logs what the generator yields; run 2 must succeed meanwhile. */
async function noisy(first: number, output: () => AsyncGenerator<Uint8Array>): Promise<void> {
  const second = first + 1
  logs.set(`${podPath(first)}/log?container=step-1`, output)
  logs.set(`${podPath(second)}/log?container=step-1`, async function* () {
    yield Buffer.from('quiet\n')
  })
  begin(first)
  await until('the Job', () => jobOf(first) !== undefined)
  pod(first, 'Running', 'step-1', { running: {} })
  await until('its log to be read', () => calls.some((call) => call.includes(`build-${first}-x/log`)))
  begin(second)
  await until('the Job beside it', () => jobOf(second) !== undefined)
  pod(second, 'Succeeded', 'step-1', { terminated: { exitCode: 0 } }, `sha256:${second}`)
  await until('the build beside it', () => ends.has(second))
  assert.equal(ends.get(second)?.problem, undefined)
  assert.ok(lines.get(second)?.some(({ text }) => text === 'quiet'))
}
const bytesOf = (run: number) =>
  (lines.get(run) ?? []).reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
const chunk = Buffer.alloc(64 * 1024, 'x')
let read = 0
/** Until the reader stops. */
async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    read += chunk.length
    yield chunk
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a line without an end is cut, reading it ends, and other builds go on', async () => {
  read = 0
  await noisy(1, endless)
  await until('the log to be left', () =>
    (lines.get(1) ?? []).some(({ text }) => text.includes('is cut here')),
  )
  assert.ok(read < 25 * 2 ** 20, `${read}`)
  pod(1, 'Failed', 'step-1', { terminated: { exitCode: 3 } })
  await until('its end', () => ends.has(1))
  assert.ok(ends.get(1)!.problem!.sentence.length < 8000)
  assert.equal(ends.get(1)?.problem?.code, 'build.failed')
})
test('many cut lines: the log says where it ends', async () => {
  read = 0
  await noisy(5, async function* () {
    for await (const one of endless()) {
      yield one
      yield Buffer.from('\n')
    }
  })
  await until('the note', () => (lines.get(5) ?? []).at(-1)?.text.includes('20 MiB were read') ?? false)
  pod(5, 'Failed', 'step-1', { terminated: { exitCode: 3 } })
  await until('its end', () => ends.has(5))
})
test('lines for ever: so much is kept, the rest is not read, and other builds go on', async () => {
  read = 0
  await noisy(3, async function* () {
    for await (const one of endless()) yield Buffer.from(`${one.subarray(0, 15_000)}\n`.repeat(4))
  })
  const note = /said more than 16 MiB/
  await until('the note', () => (lines.get(3) ?? []).some(({ text }) => note.test(text)))
  const kept = bytesOf(3)
  assert.ok(kept < 17 * 2 ** 20, `${kept}`)
  let readBefore = -1
  await until('the reading to stop', () => {
    const isStill = read === readBefore
    readBefore = read
    return isStill
  })
  pod(3, 'Failed', 'step-1', { terminated: { exitCode: 3 } })
  await until('its end', () => ends.has(3))
  assert.match(lines.get(3)!.at(-1)!.text, /^✕ /)
})
test('a pod that was killed stays there: the log and the end are those of its successor', async () => {
  for (const suffix of ['a', 'b'])
    logs.set(`${podPath(7, suffix)}/log?container=step-1`, async function* () {
      yield Buffer.from(`said by ${suffix}\n`)
    })
  begin(7)
  await until('the Job', () => jobOf(7) !== undefined)
  pod(7, 'Failed', 'step-1', { terminated: { exitCode: 137 } }, '', 'b')
  const said = (suffix: string) => (lines.get(7) ?? []).some(({ text }) => text === `said by ${suffix}`)
  await until('the log of the first', () => said('b'))
  pod(7, 'Running', 'step-1', { running: {} }, '', 'a')
  await until('the log of the second', () => said('a'))
  pod(7, 'Succeeded', 'step-1', { terminated: { exitCode: 0 } }, 'sha256:7', 'a')
  await until('its end', () => ends.has(7))
  assert.match(JSON.stringify(ends.get(7)), /app-7@sha256:7/)
})
test('while the API server is silent the lease is renewed', async () => {
  begin(8)
  await until('the Job', () => jobOf(8) !== undefined)
  const answer = stall(/build-8/)
  await until('its renewals', () => (renewals.get(8) ?? 0) >= 2)
  pod(8, 'Succeeded', 'step-1', { terminated: { exitCode: 0 } }, 'sha256:8')
  answer()
  await until('its end', () => ends.has(8))
})
test('the Job of a run that is over goes; of one that is another\u2019s now it stays', async () => {
  const removed = (run: number) =>
    calls.some((call) => call.startsWith('DELETE') && call.endsWith(`build-${run}`))
  begin(9)
  begin(10)
  await until('the Jobs', () => jobOf(9) !== undefined && jobOf(10) !== undefined)
  refusals.set(9, 'run.lost-lease')
  await until('it to be asked for its lease at its end', () => (refused.get(9) ?? 0) > 1)
  refusals.set(10, 'run.over')
  await until('the Job to go', () => removed(10))
  assert.equal(removed(9), false)
  assert.deepEqual([ends.has(9), ends.has(10)], [false, false])
})
test('an empty repository is named as that, and not by a branch that it lacks', async () => {
  const codeOf = (refs: readonly string[]) =>
    commitOf(
      { application: 'shop', tenant: 'payments', ref: 'v2', commit: null },
      { resolve: async () => undefined, refs: async () => refs },
    ).catch(({ code }: Problem) => code)
  assert.deepEqual([await codeOf([]), await codeOf(['main'])], ['source.empty', 'source.ref-unknown'])
})

test('a build of what is not there fails at once, and names what is', async () => {
  waiting.push({
    id: 90,
    application: 'app-90',
    tenant: 'ours',
    ref: 'nonesuch',
    commit: null,
    userNamespace: false,
  })
  await until('its end', () => ends.has(90))
  const { code, sentence, next } = ends.get(90)!.problem!
  assert.equal(code, 'source.ref-unknown')
  assert.equal(sentence, 'app-90 has no branch, tag or commit "nonesuch"')
  assert.match(next, /^Push it first, or build one of these with --ref: branch-0, .*branch-9$/)
  assert.ok(lines.get(90)!.some(({ text }) => text.includes('"nonesuch"')))
})
