/** The fake answers like the real Pluto: every route, refusals included. And a difference would be found: they are planted. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { Problem } from '@opads/kernel/problem'
import { Reply } from '@opads/serve/route'
import { contract } from '../contract.ts'
import { type Cloud, cloud } from '../test-cloud/cloud.ts'
import type { PlutoHandlers } from '../tools.ts'
import { allCases } from './cases/all.ts'
import { deployment, nodes, pods } from './cases/live.ts'
import { type Answer, callOf, play } from './cases/play.ts'
import { start, words } from './cases/start.ts'
import { runsSeen } from './cases/stream.ts'
import { clockOf } from './clock.ts'
import { type FakePluto, fakePluto } from './pluto.ts'

let real: Cloud
let told: readonly Answer[]
let tokens: Awaited<ReturnType<typeof start>>
before(async () => {
  real = await cloud()
  real.pods.push(...pods)
  real.deployments.push(deployment)
  const call = callOf((request) => real.app.request(request))
  tokens = await start(call)
  told = await play(call, tokens, allCases, {
    wait: (run) => real.database.updateTable('run').set({ state: 'waiting' }).where('id', '=', run).execute(),
    pods: () => void real.pods.splice(0, real.pods.length, ...pods),
  })
})
after(() => real?.stop())

async function fake(replace?: (handlers: PlutoHandlers) => PlutoHandlers): Promise<FakePluto> {
  const made = await fakePluto({ ...words, clock: clockOf(0), ...(replace && { replace }) })
  made.cluster.pods.push(...pods)
  made.cluster.deployments.push(deployment)
  made.cluster.nodes.set('main', nodes)
  made.cluster.kube.lines = real.kube.lines
  return made
}

/** @param plant changes what a handler answers, from the first case on */
async function fakeAnswers(plant: Plant = (_, answer) => answer()): Promise<readonly Answer[]> {
  let isPlanted = false
  const { fetch, stop, store, cluster } = await fake((handlers) => {
    const planted = Object.entries(handlers).map(([route, handle]) => [
      route,
      (call: never) => (isPlanted ? plant(route, () => handle(call)) : handle(call)),
    ])
    return Object.fromEntries(planted) as PlutoHandlers
  })
  try {
    const call = callOf(fetch)
    const who = await start(call)
    isPlanted = true
    return await play(call, who, allCases, {
      wait: (run) => Object.assign(store.rows.run.find(({ id }) => id === run)!, { state: 'waiting' }),
      pods: () => {
        cluster.pods.splice(0, cluster.pods.length, ...pods)
        cluster.deployments.splice(0, cluster.deployments.length, deployment)
      },
    })
  } finally {
    stop()
  }
}
type Plant = (route: string, answer: () => Promise<unknown>) => Promise<unknown>

/** Routes of which an answer differs. */
const differing = (answers: readonly Answer[]): readonly string[] =>
  [
    ...new Set(
      allCases
        .filter((_, index) => !isDeepStrictEqual(answers[index], told[index]))
        .map(({ route }) => route as string),
    ),
  ].sort()

test('each route of the contract has a case that it answers', () => {
  const answered = allCases.filter(({ status }) => status < 400).map(({ route }) => route)
  assert.deepEqual([...new Set(answered)].sort(), Object.keys(contract).sort())
})
test('each case is answered as it says', () => {
  const others = allCases.flatMap(({ status }, index) => {
    const { title, content, status: was } = told[index]!
    return was === status ? [] : [`${title}: ${was}, not ${status}: ${JSON.stringify(content)}`]
  })
  assert.deepEqual(others, [])
})
test('the fake answers every case like the real Pluto', async () => {
  const answers = await fakeAnswers()
  const others = answers.filter((answer, index) => !isDeepStrictEqual(answer, told[index]))
  assert.deepEqual(
    others,
    told.filter(({ title }) => others.some((one) => one.title === title)),
  )
})

test('a difference in any answer would be found', async () => {
  const answers = await fakeAnswers(async (_, answer) => {
    const value = await answer()
    const { answer: content, headers } = value instanceof Reply ? value : new Reply(value, {})
    if (content === undefined) return new Reply({ planted: true }, headers)
    if (Symbol.asyncIterator in (content as object))
      return first('planted\n', content as AsyncIterable<string>)
    return new Reply({ ...(content as object), planted: true }, headers)
  })
  assert.deepEqual(differing(answers), Object.keys(contract).sort())
})
async function* first(line: string, others: AsyncIterable<string>): AsyncGenerator<string> {
  yield line
  yield* others
}
test('another order of any list would be found', async () => {
  const lists = new Set<string>()
  const answers = await fakeAnswers(async (route, answer) => {
    const given = await answer()
    const { answer: value, headers } = given instanceof Reply ? given : new Reply(given, {})
    const { items } = (value ?? {}) as { readonly items?: readonly unknown[] }
    if (!items) return given
    lists.add(route)
    return new Reply({ ...(value as object), items: items.toReversed() }, headers)
  })
  lists.delete('GET /api/v1/clusters') // there is one
  assert.ok(lists.size >= 10)
  assert.deepEqual(differing(answers), [...lists].sort())
})
test('another refusal would be found', async () => {
  const refusing = new Set<string>()
  const answers = await fakeAnswers((route, answer) =>
    answer().catch((failure: Problem) => {
      refusing.add(route)
      throw new Problem('server.fault', failure.facts)
    }),
  )
  assert.ok(refusing.size > 25)
  assert.deepEqual(differing(answers), [...refusing].sort())
})

test('the stream tells everybody what is theirs, on both', async () => {
  const made = await fake()
  const call = callOf(made.fetch)
  const [ours, its] = [
    await runsSeen(
      callOf((request) => real.app.request(request)),
      tokens,
    ),
    await runsSeen(call, await start(call)),
  ]
  made.stop()
  const seen = { mine: ['booth'], foreign: ['stall'], operator: ['booth', 'stall'] }
  assert.deepEqual({ ours, its }, { ours: seen, its: seen })
})
