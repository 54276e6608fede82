/** What the tests of the command line begin with: two tenants, three applications, three releases of `shop`. */
import { faultOf } from '@opads/kernel/fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { FakePluto } from '@opads/pluto/fake/pluto'
import { adding, day, minute } from '@opads/pluto/fake/seed/add'
import { setVariables } from '@opads/pluto/fake/variable'

const commit = 'c0ffee01'.repeat(5)
const shop = { application: 'shop', environment: 'sit' as const }
const by = 'ann'

export function addShop(fake: FakePluto): void {
  const add = adding(fake)
  for (const tenant of ['payments', 'samples']) add.tenant(tenant, 4 * day)
  add.account({ name: by, tenants: ['payments'], must_change: false, age: 4 * day })
  add.application('hello', 'samples', 'admin', 4 * day)
  add.application('notes', 'payments', 'admin', 4 * day)
  add.application('shop', 'payments', 'admin', 4 * day)
  for (const [number, title, age] of [
    [1, 'Begin', 3 * day],
    [2, 'Show prices with their currency and the taxes of the country that the goods go to', 300 * minute],
    [3, '加入购物车', 30 * minute],
  ] as const) {
    const usual = { application: 'shop', created_by: by, commit, title, release: number, took: 21 }
    const build = add.run({ kind: 'build', ...usual, age })
    add.log(build.id, [
      { step: 'fetch', text: 'from git' },
      { step: 'npm ci', text: 'added 41 packages' },
      { step: 'npm ci', text: 'done' },
    ])
    const deploy = add.run({ kind: 'deploy', ...usual, built_from: build.id, age: age - minute })
    add.release('shop', { number, commit, title, run: build.id, created_by: by, age })
    const isColoured = number === 3
    if (isColoured) set(fake, 'red', 2)
    add.deployment('shop', 'sit', { release: number, run: deploy.id, by, age: age - minute })
    if (isColoured) set(fake, null, 1)
  }
  add.running('shop', 'sit', { release: 3, age: 29 * minute, wanted: 1 })
}

/** Release 3 ran with a colour and two pods, which were changed since. */
function set({ store }: FakePluto, COLOUR: string | null, replicas: number): void {
  setVariables(store, shop, { COLOUR }, { isSecret: false, by })
  store.rows.placement.splice(0, 1, { ...shop, replicas })
}

/** What the examples in the help of the verbs name besides; `admin` has changed its password. */
export function addExamples(fake: FakePluto): void {
  const add = adding(fake)
  const { store } = fake
  store.rows.account.find(({ name }) => name === 'admin')!.must_change = false
  add.tenant('research', day)
  add.account({ name: 'eva', tenants: [], must_change: false, age: day })
  add.token('robot', day, null)
  for (const release of [1, 2]) {
    const age = (3 - release) * minute
    const { id } = add.run({
      kind: 'deploy',
      application: 'shop',
      environment: 'prod',
      release,
      age,
      took: 21,
    })
    add.deployment('shop', 'prod', { release, run: id, by, age })
  }
  const pods = [{ name: 'shop-prod-1', age: minute, restarts: 1 }]
  add.running('shop', 'prod', { release: 2, age: minute, wanted: 1, pods })
  setVariables(store, shop, { LOG: 'info' }, { isSecret: false, by })
  setVariables(store, shop, { OLD_KEY: 'hidden' }, { isSecret: true, by })
  add.run({ id: 41, kind: 'build', application: 'notes', age: minute, took: 21 })
  const waits = { state: 'waiting', attempts: 0, worker: null, lease_until: null } as const
  add.run({ id: 42, kind: 'build', application: 'notes', age: minute, ...waits })
  add.log(42, [{ step: 'fetch', text: 'from git' }])
}

/** Release 2 never becomes ready in prod; the ref "broken" does not build. */
export function breakSome({ control }: FakePluto): void {
  const failedBuild = (run: number) =>
    faultOf(new Problem('build.failed', { step: 'npm ci', exitCode: 1, lastLines: 'no such package', run }))
  const notReady = (run: number) => {
    const reason = said('kube.exited', { exitCode: 3 })
    return faultOf(
      new Problem('deploy.not-ready', { release: 2, application: 'shop', environment: 'prod', reason, run }),
    )
  }
  control.endRuns(({ id, kind, ref, environment, release }) => {
    if (kind === 'build') return ref === 'broken' ? failedBuild(id) : undefined
    return environment === 'prod' && release === 2 ? notReady(id) : undefined
  })
}
