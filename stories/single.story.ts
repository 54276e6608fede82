/** One machine, one cloud: up, push, rolling updates under load, failed pushes, killed processes, rollback, restart, down. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before } from 'node:test'
import type { contract } from '@opads/pluto/contract'
import type { Client } from '@opads/serve/client'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { cloud, outcome } from './kit/cloud.ts'
import { load, loadText } from './kit/load.ts'
import { type Traces, traces } from './kit/machine.ts'
import { clone, type Repository } from './kit/repository.ts'
import { steps } from './kit/steps.ts'

const story = await cloud('story-single', 18_443)
const foreignRule = [
  'INPUT',
  '-s',
  '198.19.255.77/32',
  '-j',
  'ACCEPT',
  '-m',
  'comment',
  '--comment',
  'a rule of somebody else',
]
const page = story.url('hello-sit')
const step = steps()
let found: Traces
let api: Client<typeof contract>
let source: Repository
let get: (url: string) => Promise<{ status: number; text: string }>

const commits: string[] = []
const application = () => api('GET /api/v1/applications/:name', { params: { name: 'hello' } })
const sit = async () => (await application()).environments[0]!
const runs = async () => (await api('GET /api/v1/runs', { query: { application: 'hello' } })).items

before(async () => {
  await story.opads('down', '--cloud', story.name, '--yes', '--purge') // left by a killed story
  await exec(['iptables', '-D', ...foreignRule], { codes: 'any' })
  await exec(['iptables', '-A', ...foreignRule])
  found = await traces(story.name)
})
after(async () => {
  await source?.remove()
  await story.down()
  await exec(['iptables', '-D', ...foreignRule], { codes: 'any' })
})

/** Waits until a commit is built and deployed; a failure shows its problem. */
async function succeeds(name: string, commit: string): Promise<void> {
  const { state, problem } = await outcome(api, name, commit, 300_000)
  assert.deepEqual([state, problem], ['succeeded', null])
}

step('up brings a cloud with the sample, built from git, at its URL', async () => {
  const { code } = await story.up()
  assert.equal(code, 0)
  const web = await story.web()
  get = async (url) => {
    const answer = await web.send(url)
    return { status: answer.status, text: await answer.text() }
  }
  api = await story.api()
  assert.equal((await get(page)).text, 'Hello from Opads, version 1\n')
  assert.equal((await sit()).release, 1)
  assert.equal((await get(story.url('console'))).status, 200)
})

step('nobody in a pod of a tenant is anybody on the host, where status says so', async () => {
  const { stdout: status } = await story.opads('status', '--cloud', story.name)
  const says = /tenants (in|without) user namespaces/.exec(status)?.[1]
  const pod = ['-n', 'samples-sit', 'deployment/hello'] as const
  const { stdout } = await story.kubectl('exec', ...pod, '--', 'cat', '/proc/self/uid_map')
  const [first, onHost] = stdout.trim().split(/\s+/).map(Number)
  assert.equal(first, 0)
  assert.equal(says, onHost! >= 65_536 ? 'in' : 'without', stdout)
})

step('a push changes the page', async () => {
  source = await clone(story, 'samples/hello.git')
  await source.edit('src/server.ts', 'version 1', 'version 2')
  const commit = await source.push('Say version 2')
  commits.push(commit)
  await succeeds('hello', commit)
  await waitFor('the page to change', async () => (await get(page)).text === 'Hello from Opads, version 2\n')
})

for (const [name, says] of [
  ['php', 'Hello, world'],
  ['static', 'A static site'],
] as const) {
  step(`${name}: a tree without opads.yml is found out by its files`, async () => {
    await api('POST /api/v1/applications', { body: { name, tenant: 'samples' } })
    const tree = await clone(story, `samples/${name}.git`)
    try {
      await tree.copy(`samples/${name}`)
      const commit = await tree.push('First')
      await succeeds(name, commit)
      assert.match((await get(story.url(`${name}-sit`))).text, new RegExp(says))
    } finally {
      await tree.remove()
    }
    await api('DELETE /api/v1/applications/:name', { params: { name } })
    await waitFor('its address to be gone', async () => (await get(story.url(`${name}-sit`))).status === 404)
  })
}

for (const replicas of [1, 2]) {
  step(`${replicas} replicas: no request fails while a new version rolls out under load`, async () => {
    const name = 'hello'
    await api('PUT /api/v1/applications/:name/environments/:environment/scale', {
      params: { name, environment: 'sit' },
      body: { replicas },
    })
    await waitFor(`${replicas} pods`, async () => {
      const { state, podsReady, run } = await sit()
      return state === 'healthy' && podsReady === replicas && run === null
    })
    const ca = await readFile(join(story.folder, 'ca.crt'), 'utf8')
    const requests = load(page, ca, 120)
    try {
      await source.edit('src/server.ts', /version \d+/, `version ${2 + replicas}`)
      const commit = await source.push(`Say version ${2 + replicas}`)
      await succeeds('hello', commit)
      await waitFor('the new page', async () => (await get(page)).text.includes(`version ${2 + replicas}`))
      await waitFor('10,000 requests', async () => requests.count() >= 10_000, { boundMs: 180_000 })
    } finally {
      const answered = await requests.stop()
      const { requests: all, seconds } = answered
      console.log(`    ${loadText(answered)}, in ${seconds.toFixed(1)} s`)
      assert.deepEqual(answered.failed.slice(0, 10), [])
      assert.ok(all >= 10_000 && all / seconds >= 100, `${all} requests in ${seconds} s`)
    }
  })
}

const faults = [
  { title: 'build', from: '- [npm, run, build]', to: '- [npm, run, nothing]', kind: 'build', code: 'build.failed', says: /npm run nothing.*exit code 1.*nothing/s },
  { title: 'base', from: 'base: node', to: 'base: cobol', kind: 'build', code: 'input.invalid', says: /base, line 1/ },
  { title: 'start', from: 'run: [node, dist/server.js]', to: 'run: [node, dist/nowhere.js]', kind: 'deploy', code: 'deploy.not-ready', says: /exit 1/ },
  { title: 'readiness', from: 'health: /healthz', to: 'health: /nowhere\nstartSeconds: 10', kind: 'deploy', code: 'deploy.not-ready', says: /not ready in time: pod .* health check \/nowhere does not succeed/ },
] as const // biome-ignore format: a table
for (const { title, from, to, kind, code, says } of faults) {
  step(`a push that fails in ${title} says so and changes nothing`, async () => {
    const was = await sit()
    const text = (await get(page)).text
    await source.edit('opads.yml', from, to)
    const commit = await source.push(`Break ${title}`)
    const run = await outcome(api, 'hello', commit, 240_000)
    assert.deepEqual([run.state, run.kind, run.problem?.code], ['failed', kind, code])
    assert.match(run.problem!.sentence, says)
    await waitFor('the version before to be whole', async () => (await sit()).state === 'healthy')
    assert.equal((await sit()).release, was.release)
    assert.equal((await get(page)).text, text)
    await source.revert()
  })
}

step('Pluto, PostgreSQL and the Job are killed during a deploy, and it ends', async () => {
  await source.edit('src/server.ts', /version \d+/, 'version 5')
  const commit = await source.push('Say version 5')
  const job = await waitFor('the Job of the build', async () => {
    const { stdout } = await story.kubectl('get', 'pods', '-n', 'opads-builds', '-o', 'name')
    return stdout.trim() !== '' && stdout.trim().split('\n')[0]
  })
  const kill = (namespace: string, ...words: string[]) =>
    story.kubectl(
      'delete',
      'pod',
      '-n',
      namespace,
      '--force',
      '--grace-period=0',
      '--ignore-not-found',
      ...words,
    )
  await Promise.all([
    kill('opads-builds', job.replace('pod/', '')),
    kill('opads-system', '-l', 'app.kubernetes.io/name=pluto'),
    kill('opads-system', '-l', 'app.kubernetes.io/name=postgresql'),
  ])
  await waitFor('the API to answer again', runs, { boundMs: 120_000 })
  await succeeds('hello', commit)
  assert.match((await get(page)).text, /version 5/)
})

step('a second up changes nothing', async () => {
  // Pods of ended builds and of the previous version may end at any time; all others must stay.
  const pods = async () => {
    const { stdout } = await story.kubectl('get', 'pods', '-A', '-o', 'json')
    const { items } = JSON.parse(stdout) as {
      items: { metadata: { namespace: string; uid: string; deletionTimestamp?: string } }[]
    }
    return items
      .filter(({ metadata }) => metadata.namespace !== 'opads-builds' && !metadata.deletionTimestamp)
      .map(({ metadata }) => metadata.uid)
  }
  const before = await pods()
  const { code, stdout } = await story.up()
  assert.equal(code, 0)
  assert.match(stdout, /Nothing was changed/)
  assert.deepEqual(await pods(), before)
})

step('the way back: an earlier release is deployed again', async () => {
  const { items } = await api('GET /api/v1/applications/:name/releases', { params: { name: 'hello' } })
  const second = items.find((release) => release.commit === commits[0])!
  const { run } = await api('POST /api/v1/applications/:name/deployments', {
    params: { name: 'hello' },
    body: { environment: 'sit', release: second.number },
  })
  await waitFor(
    'the deploy to end',
    async () => (await api('GET /api/v1/runs/:id', { params: { id: String(run) } })).state === 'succeeded',
  )
  await waitFor('the page of version 2', async () => (await get(page)).text.includes('version 2'))
})

step('all hosts off and on: it serves again by itself', async () => {
  await story.docker('kill', story.hostContainer)
  await story.docker('start', story.hostContainer)
  const started = performance.now()
  await waitFor('the page to answer again', async () => (await get(page)).text.includes('version 2'), {
    boundMs: 120_000,
  })
  console.log(`    serves again after ${((performance.now() - started) / 1000).toFixed(0)} s`)
  await waitFor('the console to answer again', application, { boundMs: 60_000 })
})

step('down leaves nothing of ours, and what is not ours alone', async () => {
  const { code } = await story.down()
  assert.equal(code, 0)
  assert.deepEqual(await traces(story.name), found)
  await exec(['iptables', '-C', ...foreignRule])
})
