/** Failures of a cloud: overload, unavailable parts, invalid input. Each ends with a code, a cause and what to do; nothing is lost. */

import assert from 'node:assert/strict'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { shortCommit } from '@opads/kernel/short-commit'
import type { contract } from '@opads/pluto/contract'
import { type Client, Refused } from '@opads/serve/client'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { cloud, outcome } from './kit/cloud.ts'
import { type Load, load, loadText } from './kit/load.ts'
import { type Traces, traces } from './kit/machine.ts'
import { memoryOf } from './kit/memory.ts'
import { clone, type Repository } from './kit/repository.ts'
import { steps } from './kit/steps.ts'

const story = await cloud('story-bad-days', 18_445)
const page = story.url('hello-sit')
const step = steps()
let found: Traces
let api: Client<typeof contract>
let get: (url: string) => Promise<{ status: number; text: string }>
let source: Repository
let requests: { readonly stop: () => Promise<Load> }

before(async () => {
  await story.down() // left by a killed story
  found = await traces(story.name)
})
after(async () => {
  await requests?.stop()
  await source?.remove()
  await story.down()
})

async function succeeds(application: string, commit: string): Promise<void> {
  const { state, problem } = await outcome(api, application, commit, 300_000)
  assert.deepEqual([state, problem], ['succeeded', null])
}

/** Checks that the run fails with a cause and a next step. */
async function fails(application: string, commit: string, code: string, says: RegExp): Promise<void> {
  const { state, problem } = await outcome(api, application, commit, 300_000)
  assert.deepEqual([state, problem?.code], ['failed', code])
  assert.match(problem!.sentence, says)
  assert.match(problem!.next, /\w{3}/)
}

/** A valid push, which must succeed afterwards. */
let version = 1
async function nextVersion(): Promise<string> {
  version += 1
  await source.edit('src/server.ts', /version \d+/, `version ${version}`)
  return source.push(`Say version ${version}`)
}
async function arrives(commit: string): Promise<void> {
  await succeeds('hello', commit)
  assert.equal((await get(page)).text, `Hello from Opads, version ${version}\n`)
}

/** A new application for each invalid source tree. */
async function strange(name: string, fill: (tree: Repository) => Promise<unknown>): Promise<string> {
  await api('POST /api/v1/applications', { body: { name, tenant: 'samples' } })
  const tree = await clone(story, `samples/${name}.git`)
  try {
    await fill(tree)
    return await tree.push('Strange')
  } finally {
    await tree.remove()
  }
}
const write = (tree: Repository, name: string, text: string | Buffer) =>
  writeFile(join(tree.folder, name), text)

const build = (application: string, ref: string) =>
  api('POST /api/v1/applications/:name/builds', { params: { name: application }, body: { ref } })
const jobPods = async () => {
  const { stdout } = await story.kubectl('get', 'pods', '-n', 'opads-builds', '-o', 'json')
  type Pod = { metadata: { name: string; labels: Record<string, string> }; status: { phase: string } }
  return (JSON.parse(stdout) as { items: Pod[] }).items
}
const phaseOf = async (pod: string) =>
  (await jobPods()).find((one) => one.metadata.name === pod)?.status.phase ?? 'gone'
/** The pod of the newest run of a commit. */
const podOf = (commit: string) =>
  waitFor(`the pod of ${shortCommit(commit)}`, async () => {
    const { items } = await api('GET /api/v1/runs', { query: { application: 'hello' } })
    const run = items.find((one) => one.commit === commit && one.kind === 'build')
    return (await jobPods()).find((pod) => pod.metadata.labels['opads.io/run'] === String(run?.id))?.metadata
      .name
  })

step('up brings a cloud, and its page is asked from now on', async () => {
  assert.equal((await story.up()).code, 0)
  const web = await story.web()
  get = async (url) => {
    const answer = await web.send(url)
    return { status: answer.status, text: await answer.text() }
  }
  api = await story.api()
  source = await clone(story, 'samples/hello.git')
  requests = load(page, await readFile(join(story.folder, 'ca.crt'), 'utf8'), 20)
})

/** Processes through which a push goes. */
const own = ['delivery/main.mjs', 'nginx: worker', 'nginx: master', 'git receive-pack', 'git unpack-objects']
/** Ended processes of git that nobody reaped. */
const zombies = async () => {
  const { stdout } = await story.docker('top', story.hostContainer, '-eo', 'pid,stat,args')
  return stdout.split('\n').filter((line) => /^\s*\d+\s+Z/.test(line))
}
const temporary = async () =>
  (await story.docker('exec', story.hostContainer, 'find', '/var/lib/opads-data/delivery', '-name', 'tmp_*'))
    .stdout
const restarts = async () => {
  const words = [
    'get',
    'pods',
    '-n',
    'opads-system',
    '-o',
    'jsonpath={.items[*].status.containerStatuses[*].restartCount}',
  ]
  return (await story.kubectl(...words)).stdout.split(' ').reduce((sum, one) => sum + Number(one), 0)
}
/** Pushes a file of random bytes. */
async function pushLarge(mib: number) {
  const words = ['if=/dev/urandom', `of=${join(source.folder, 'large.bin')}`, 'bs=1M', `count=${mib}`]
  await exec(['dd', ...words, 'status=none'], { timeoutMs: 120_000 })
  for (const [key, value] of [['core.bigFileThreshold', '1m'], ['core.compression', '0']] as const)
    await source.git('config', key, value) // biome-ignore format: a table
  await source.git('add', '--all')
  await source.git('commit', '--quiet', '--message', `${mib} MiB`)
  const before = await restarts()
  const memory = memoryOf(story, own)
  const pushed = await source.git('push', '--quiet', 'origin', 'main')
  const most = await memory.stop()
  console.log(`    ${[...most].map(([name, one]) => `${name}: ${one.toFixed(0)} MiB`).join(', ')}`)
  for (const [name, one] of most) assert.ok(one < 256, `${name} had ${one} MiB`)
  assert.equal(await restarts(), before)
  assert.equal(await temporary(), '')
  await waitFor('ended processes to be collected', async () => (await zombies()).length === 0)
  return pushed
}

step('a push of 1 GiB is refused by its limit, and leaves nothing', async () => {
  const head = (await source.git('rev-parse', 'HEAD')).stdout
  const { code, stderr } = await pushLarge(1024)
  assert.notEqual(code, 0)
  assert.match(stderr, /remote: opads: A push may have 512 MiB, .*\(source\.push-too-large\)/)
  assert.match(stderr, /remote: Nothing was changed\. Take large files out/)
  await source.git('reset', '--quiet', '--hard', 'HEAD~1')
  await source.git('fetch', '--quiet', 'origin')
  assert.equal((await source.git('rev-parse', 'origin/main')).stdout, head)
})
step('a push of 100 MiB is taken, and deployed', async () => {
  const { code, stderr } = await pushLarge(100)
  assert.equal(code, 0, stderr)
  await succeeds('hello', (await source.git('rev-parse', 'HEAD')).stdout.trim())
  await source.git('rm', '--quiet', 'large.bin')
  await arrives(await nextVersion())
})

const registry = (status: 'stopped' | 'running') =>
  story.onHost(
    'ctr',
    '--namespace',
    'opads',
    'containers',
    'label',
    'registry',
    `containerd.io/restart.status=${status}`,
  )
const registryRuns = async () => {
  const { stdout } = await story.onHost('ctr', '--namespace', 'opads', 'tasks', 'list')
  return /^registry\s.*RUNNING/m.test(stdout)
}
const registryStops = async () => {
  await registry('stopped')
  await waitFor('the registry to stop', async () => !(await registryRuns()))
}

step('the registry is away for a while in a build: the build waits', async () => {
  const commit = await nextVersion()
  const pod = await podOf(commit)
  await registryStops()
  await waitFor(
    'the build to notice',
    async () =>
      (await story.kubectl('logs', '-n', 'opads-builds', pod, '-c', 'package')).stdout.includes(
        '"build.retries"',
      ),
    { boundMs: 120_000 },
  )
  await registry('running')
  await arrives(commit)
})

let lost: string
step('the registry stays away: what needs no image goes on', async () => {
  await registryStops()
  lost = await nextVersion()
  const nothing = await strange('nothing', (tree) => write(tree, 'README.md', '# Nothing to run\n'))
  await fails('nothing', nothing, 'source.nothing-to-run', /README\.md/)
  const broken = 'base: cobol\nport: 80\nhealth: x\nbuild: [npm ci]\nworkers: 3\n'
  const faults = await strange('faults', (tree) => write(tree, 'opads.yml', broken))
  await fails(
    'faults',
    faults,
    'input.invalid',
    /base, line 1.*build\.0, line 4.*port, line 2.*health, line 3.*workers, line 5/s,
  )
  const { run } = await build('nothing', 'no-such-branch')
  const ended = await waitFor('the build of no branch to end', async () => {
    const one = await api('GET /api/v1/runs/:id', { params: { id: String(run) } })
    return one.state === 'failed' && one
  })
  assert.deepEqual(
    [ended.problem?.code, ended.problem?.next],
    ['source.ref-unknown', 'Push it first, or build one of these with --ref: main'],
  )
  const refused = api('POST /api/v1/applications', { body: { name: 'hello', tenant: 'samples' } })
  await assert.rejects(
    refused,
    (failure) => failure instanceof Refused && failure.problem.code === 'application.exists',
  )
  const aside = await source.git('push', 'origin', 'HEAD:refs/heads/aside')
  assert.match(aside.stderr, /remote: opads: a push is built only on the branch main/)
})
step('the registry has stayed away: the build names it, and goes well when asked again', async () => {
  await fails('hello', lost, 'registry.unreachable', /registry\.opads\.internal:\d+ does not answer/)
  await registry('running')
  await waitFor('the registry to run', registryRuns)
  await build('hello', 'main')
  await waitFor(
    'the page of the push that failed',
    async () => (await get(page)).text.includes(`version ${version}\n`),
    {
      boundMs: 120_000,
    },
  )
})

/** A build step that lasts until the database is down. */
const slow = 'setTimeout(() => {}, 20_000)'
const scaleDatabase = (count: number) =>
  story.kubectl('scale', '-n', 'opads-system', 'deployment/postgresql', `--replicas=${count}`)

step('the database is away during a build: pushes say so, and the build goes on after', async () => {
  const last = '- [npm, run, build]'
  await source.edit('opads.yml', last, `${last}\n  - [node, -e, '${slow}']`)
  const commit = await nextVersion()
  const pod = await podOf(commit)
  await scaleDatabase(0)
  // PostgreSQL stops without waiting for its clients, so the build is still running.
  await story.kubectl(
    'wait',
    '-n',
    'opads-system',
    '--for=delete',
    'pod',
    '-l',
    'app.kubernetes.io/name=postgresql',
    '--timeout=15s',
  )
  assert.equal(await phaseOf(pod), 'Pending')
  const runsAgain = await nextRefused()
  const phase = await waitFor('the Job to end without Pluto', async () => {
    const phase = await phaseOf(pod)
    return phase !== 'Pending' && phase !== 'Running' && phase
  })
  assert.equal(phase, 'Succeeded')
  await scaleDatabase(1)
  await waitFor('the API to answer again', () => api('GET /api/v1/runs', {}).then(() => true), {
    boundMs: 120_000,
  })
  await succeeds('hello', commit)
  await source.git('push', '--quiet', 'origin', 'main')
  await arrives(runsAgain)
})
/** Commits a version whose push is refused while the database is down; returns the commit. */
async function nextRefused(): Promise<string> {
  version += 1
  await source.edit('opads.yml', `\n  - [node, -e, '${slow}']`, '')
  await source.edit('src/server.ts', /version \d+/, `version ${version}`)
  await source.git('commit', '--quiet', '--all', '--message', `Say version ${version}`)
  const { code, stderr } = await waitFor('a push to be refused', async () => {
    const pushed = await source.git('push', 'origin', 'main')
    return pushed.code !== 0 && pushed
  })
  assert.notEqual(code, 0)
  assert.match(stderr, /remote: opads: .*\(source\.away\)/)
  assert.match(stderr, /remote: Nothing was changed\. Try again/)
  return (await source.git('rev-parse', 'HEAD')).stdout.trim()
}

step('strange names and links inside the tree are served as they are', async () => {
  const names = ['a\nb.txt', 'c"d.txt', "e'f.txt", '-rf.txt', 'ü 名.txt']
  const commit = await strange('names', async (tree) => {
    await mkdir(join(tree.folder, 'deep'))
    await write(tree, 'index.html', 'the page')
    for (const name of names) await write(tree, name, name)
    await symlink('../index.html', join(tree.folder, 'deep/link.html'))
  })
  await succeeds('names', commit)
  for (const name of names)
    assert.equal((await get(`${story.url('names-sit')}/${encodeURIComponent(name)}`)).text, name)
  assert.equal((await get(`${story.url('names-sit')}/deep/link.html`)).text, 'the page')
})
step('a link out of the tree is refused by its name', async () => {
  const commit = await strange('links', async (tree) => {
    await write(tree, 'index.html', 'the page')
    await symlink('../../../etc/passwd', join(tree.folder, 'way "out"'))
  })
  await fails('links', commit, 'image.unsafe-entry', /way "out".*\.\.\/\.\.\/\.\.\/etc\/passwd/)
})

step('the running version has answered all the time', async () => {
  const answered = await requests.stop()
  console.log(`    ${loadText(answered)}`)
  assert.deepEqual(answered.failed.slice(0, 10), [])
  assert.ok(answered.requests > 1000, `${answered.requests} requests`)
})
step('down leaves nothing of ours', async () => {
  assert.equal((await story.down()).code, 0)
  assert.deepEqual(await traces(story.name), found)
})
