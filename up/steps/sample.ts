/** The first application, made as any other: created by the API, pushed by git, then awaited at its URL. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtBranch, builtRef } from '@opads/kernel/branch'
import { withoutProxy } from '@opads/kernel/no-proxy'
import { Problem } from '@opads/kernel/problem'
import type { Report, Step } from '@opads/kernel/step'
import type { Part } from '@opads/parts/part'
import type { contract } from '@opads/pluto/contract'
import { type Client, client, Refused } from '@opads/serve/client'
import { waitFor } from '@opads/world/wait'
import { askIfPossible, firstBusy } from '../foresee.ts'
import { addressOf } from '../probe.ts'
import type { UpWorld } from '../world.ts'
import { gitEnvironment } from './git-environment.ts'

const params = { name: 'hello' } as const

/** If the cloud has the part. @param needs ids of the steps after which all other parts are there */
export const sampleSteps = (parts: readonly Part[], needs: readonly string[]): readonly Step<UpWorld>[] =>
  parts
    .filter(({ install }) => install.by === 'push')
    .map(({ name, title }) => ({
      id: name,
      title,
      needs,
      estimateSeconds: 30,
      foresee: foreseeSample(needs),
      run: bringSample,
    }))

type Foresee = NonNullable<Step<UpWorld>['foresee']>
const foreseeSample =
  (needs: readonly string[]): Foresee =>
  async (world, earlier) => {
    const busy = firstBusy(['hosts'], earlier)
    if (busy !== undefined) return { knownAfter: busy }
    return askIfPossible(['cluster', 'cluster-api', 'parts', ...needs], earlier, async () => {
      const { web, api } = await apiOf(world)
      try {
        const { environments } = await api('GET /api/v1/applications/:name', { params })
        return environments[0]!.release === null ? ['waits until a release of it runs'] : []
      } catch (failure) {
        if (failure instanceof Refused && failure.problem.status === 404)
          return ['makes the application, pushes it, waits until it runs']
        throw failure
      } finally {
        await web.close()
      }
    })
  }

/** Returns whether the sample was pushed or began to run now; a deleted sample is made again. */
async function bringSample(world: UpWorld, report: Report): Promise<boolean> {
  const { words, folder, exec, stop: signal } = world
  const { web, api, token } = await apiOf(world)
  try {
    const answers = 'the API to answer through the gateway'
    await waitFor(answers, () => api('GET /api/v1/me'), { boundMs: 60_000, signal })
    await unlessThere(api('POST /api/v1/tenants', { body: { name: 'samples' } }))
    await unlessThere(api('POST /api/v1/applications', { body: { name: 'hello', tenant: 'samples' } }))
    const { git, environments } = await api('GET /api/v1/applications/:name', { params })
    const wasRunning = environments[0]!.release !== null
    const env = {
      ...gitEnvironment(folder, `operator:${token}`),
      ...withoutProxy(process.env, words.domain),
    }
    // The code server may be ready before it reaches the API.
    const asked = () => exec(['git', 'ls-remote', git, builtRef], { env, timeoutMs: 30_000 })
    const { stdout } = await waitFor('git to answer', asked, { boundMs: 60_000, everyMs: 500, signal })
    const isEmpty = stdout.trim() === ''
    if (isEmpty) await push(git, exec, env)
    else await buildAgain(api, signal)
    const url = await deployed(api, signal, report)
    await waitFor(`${url} to answer`, async () => (await web.send(url)).ok, { boundMs: 30_000, signal })
    return isEmpty || !wasRunning
  } finally {
    await web.close()
  }
}

/** The API, as the operator. */
async function apiOf({ words, folder, https }: UpWorld) {
  const ca = await readFile(join(folder, 'ca.crt'), 'utf8')
  const token = (await readFile(join(folder, 'secrets/operator-token'), 'utf8')).trim()
  const web = https(ca)
  const origin = addressOf(words, 'console')
  const api = client<typeof contract>(origin, web.send, () => ({ authorization: `Bearer ${token}` }))
  return { web, api, token }
}

/** Returns the sample's URL when a release of it runs. @throws Problem `up.sample-failed` */
const deployed = (api: Client<typeof contract>, signal: AbortSignal, report: Report): Promise<string> =>
  waitFor(
    'the sample to be deployed',
    async () => {
      const { environments, lastRun } = await api('GET /api/v1/applications/:name', { params })
      if (lastRun) report({ note: `${lastRun.kind} ${lastRun.state}` })
      const sit = environments[0]!
      if (sit.release !== null) return sit.url
      if (lastRun?.state === 'failed')
        throw new Problem('up.sample-failed', { reason: lastRun.problem?.sentence ?? '' })
      return undefined
    },
    { boundMs: 300_000, everyMs: 300, endsOn: ['up.sample-failed'], signal },
  )

/** Builds again if no release runs and the last run failed or was cancelled. */
async function buildAgain(api: Client<typeof contract>, signal: AbortSignal): Promise<void> {
  const { environments, lastRun } = await api('GET /api/v1/applications/:name', { params })
  const isOver = lastRun !== null && ['failed', 'cancelled'].includes(lastRun.state)
  if (environments[0]!.release !== null || !isOver) return
  const { run } = await api('POST /api/v1/applications/:name/builds', { params, body: { ref: builtBranch } })
  const begun = async () => {
    const { lastRun: newest } = await api('GET /api/v1/applications/:name', { params })
    return newest !== null && newest.id >= run!
  }
  await waitFor('the build to begin', begun, { signal })
}

async function unlessThere(made: Promise<unknown>): Promise<void> {
  await made.catch((failure: unknown) => {
    if (!(failure instanceof Refused && failure.problem.status === 409)) throw failure
  })
}

async function push(
  git: string,
  exec: UpWorld['exec'],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'opads-sample-'))
  try {
    await cp(join(import.meta.dirname, '../../samples/hello'), copy, { recursive: true })
    const run = (...words: string[]) => exec(['git', '-C', copy, ...words], { env, timeoutMs: 60_000 })
    await run('init', '--quiet', '--initial-branch', builtBranch)
    await run('add', '--all')
    await run('commit', '--quiet', '--message', 'Say hello')
    await run('push', '--quiet', git, builtBranch)
  } finally {
    await rm(copy, { recursive: true })
  }
}
