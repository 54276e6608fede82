/**
 * A cloud of the release before, upgraded by `./opads up` of this checkout while its sample is asked and a build runs, and taken back by
 * `./opads up` of the older checkout. No request fails on the way there, and nothing is lost in either direction.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ExecResult } from '@opads/world/exec'
import type { Https } from '@opads/world/https'
import { waitFor } from '@opads/world/wait'
import { type Checkout, checkoutOf, commitOf, older } from './kit/checkout.ts'
import { cloud } from './kit/cloud.ts'
import { type Contents, contentsOf, lostOf } from './kit/contents.ts'
import { load, loadText } from './kit/load.ts'
import { clone } from './kit/repository.ts'
import { keepResult } from './kit/result.ts'
import { steps } from './kit/steps.ts'

const commit = await commitOf(older.name)
if (commit !== undefined) await upgrade()
else test(`an upgrade from ${older.name}`, { skip: `this clone has no commit ${older.commit}` }, () => {})

async function upgrade(): Promise<void> {
  const story = await cloud('story-upgrade', 18_446)
  const step = steps()
  const page = story.url('hello-sit')
  const figures: Record<string, number> = {}
  const started = performance.now()
  let passed = false
  let checkout: Checkout
  let web: Https
  let had: Contents
  let run: number

  /** Without the contract of this checkout: both versions are asked. */
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await web.send(`${story.url('console')}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${await story.operator()}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path}: ${text}`)
    return JSON.parse(text) as T
  }
  const get = <T>(path: string) => call<T>('GET', path)
  /** Contents with the heads of the repositories. */
  const contents = async (): Promise<Contents> => {
    const found = await contentsOf(get)
    const heads = found.applications!.map(async (name) => {
      const source = await clone(story, `samples/${name}.git`)
      const { stdout } = await source.git('rev-parse', 'HEAD')
      await source.remove()
      return `${name} ${stdout.trim()}`
    })
    return { ...found, repositories: await Promise.all(heads) }
  }
  const release = async (name: string) =>
    (await get<{ environments: { release: number | null }[] }>(`/applications/${name}`)).environments[0]
      ?.release ?? 0
  const serves = async (text: string) =>
    assert.equal(await (await web.send(page)).text(), `Hello from Opads, ${text}\n`)
  const timed = async (name: string, work: Promise<ExecResult>) => {
    const begun = performance.now()
    const { code, stderr } = await work
    figures[`${name}Seconds`] = Math.round((performance.now() - begun) / 1000)
    assert.equal(code, 0, stderr)
  }

  before(async () => {
    await story.down() // left by a killed story
    checkout = await checkoutOf(older.name)
  })
  after(async () => {
    await web?.close()
    await story.down()
    await checkout?.remove()
    const seconds = Math.round((performance.now() - started) / 1000)
    await keepResult('upgrade-own', older.name, { passed, seconds, figures })
  })

  step('the older checkout brings a cloud up, and people use it', async () => {
    await timed('olderUp', story.upFrom(checkout.home))
    web = await story.web()
    await call('POST', '/applications', { name: 'static', tenant: 'samples' })
    const source = await clone(story, 'samples/static.git')
    await source.copy('samples/static')
    await source.push('First')
    await source.remove()
    await call('POST', '/users', { name: 'dev', tenants: ['samples'] })
    await call('POST', '/tokens', { name: 'robot', days: 30 })
    const environment = '/applications/static/environments/sit'
    await call('PUT', `${environment}/config`, { values: { GREETING: 'hello' } })
    await call('PUT', `${environment}/secrets`, { values: { KEY: 'not shown' } })
    await waitFor('the second application', async () => (await release('static')) === 1, { boundMs: 300_000 })
  })

  step('a build begins that lasts', async () => {
    const source = await clone(story, 'samples/hello.git')
    const last = '- [npm, run, build]'
    await source.edit('opads.yml', last, `${last}\n  - [node, -e, 'setTimeout(() => {}, 240_000)']`)
    await source.edit('src/server.ts', 'version 1', 'version 2')
    const commit = await source.push('Say version 2')
    await source.remove()
    run = await waitFor('the build to run', async () => {
      const { items } = await get<{ items: { id: number; commit: string; state: string }[] }>('/runs')
      return items.find((one) => one.commit === commit && one.state === 'running')?.id
    })
    had = await contents()
    for (const [kind, lines] of Object.entries(had)) assert.ok(lines.length > 0, `no ${kind}`)
  })

  step('up of this checkout: no request fails', async () => {
    const requests = load(page, await readFile(join(story.folder, 'ca.crt'), 'utf8'), 40)
    try {
      await timed('upgrade', story.up())
    } finally {
      const answered = await requests.stop()
      const { failed, requests: all } = answered
      Object.assign(figures, { requests: all, failedRequests: failed.length })
      console.log(`    ${loadText(answered)}`)
      assert.deepEqual(failed.slice(0, 10), [])
    }
  })

  step('the build went on to its end, across the change of versions', async () => {
    await waitFor('version 2 to be deployed', async () => (await release('hello')) === 2, {
      boundMs: 600_000,
    })
    await waitFor('its page', () => serves('version 2').then(() => true))
    const { state, finishedAt } = await get<{ state: string; finishedAt: string }>(`/runs/${run}`)
    assert.equal(state, 'succeeded')
    const pods = ['get', 'pods', '-n', 'opads-system', '-l', 'app.kubernetes.io/name=pluto', '-o', 'json']
    const { items } = JSON.parse((await story.kubectl(...pods)).stdout) as {
      items: { metadata: { creationTimestamp: string } }[]
    }
    const changed = items[0]!.metadata.creationTimestamp
    assert.ok(finishedAt > changed, `the build ended at ${finishedAt}, before the new Pluto of ${changed}`)
  })
  step('nothing is lost', async () => assert.deepEqual(lostOf(had, await contents()), []))
  step('a second up changes nothing', async () => {
    const { code, stdout } = await story.up()
    assert.equal(code, 0)
    assert.match(stdout, /Nothing was changed/)
  })

  step('back by up of the older checkout: it serves, and nothing is lost', async () => {
    had = await contents()
    await timed('back', story.upFrom(checkout.home))
    await waitFor('the page', () => serves('version 2').then(() => true))
    assert.deepEqual(lostOf(had, await contents()), [])
    const before = await release('hello')
    await call('POST', '/applications/static/builds', { ref: 'main' })
    await waitFor('a build of the older version', async () => (await release('static')) === 2, {
      boundMs: 300_000,
    })
    assert.equal(await release('hello'), before)
    passed = true
  })
}
