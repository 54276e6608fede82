/** The first application: created by the API, pushed by git, waited for at its URL; the way that every application goes. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Report, Step } from '@opads/kernel/step'
import type { Https } from '@opads/world/https'
import { waitFor } from '@opads/world/wait'
import { domainOf, portOf } from './cloud.ts'
import type { UpWorld } from './phases.ts'
import type { Words } from './words.ts'

type Run = { id: number; kind: string; state: string; problem: { sentence: string } | null }

export function sampleStep(words: Words, folder: string): Step<UpWorld> {
  return {
    id: 'sample',
    title: 'Sample application from git',
    estimateSeconds: 30,
    run: (world, report) => bringSample(words, folder, world, report),
  }
}

async function bringSample(
  words: Words,
  folder: string,
  { exec, https }: UpWorld,
  report: Report,
): Promise<void> {
  const api = https(await readFile(join(folder, 'ca.crt'), 'utf8'))
  const origin = `https://console.${domainOf(words)}:${portOf(words)}/api/v1`
  const token = await adminToken(words, folder, api)
  if (token === undefined) return report({ note: 'the first password was changed: nothing to do' })
  const application = async () =>
    JSON.parse((await api.call('GET', `${origin}/applications/hello`, { token })).text) as {
      code?: string
      git: string
      url: string
      runs?: Run[]
      environments?: { release: number | null }[]
    }
  if ((await application()).code === 'application.unknown')
    await api.call('POST', `${origin}/applications`, { token, body: { name: 'hello', tenant: 'samples' } })
  const { git } = await application()
  const password = await readFile(join(folder, 'admin-password'), 'utf8')
  const environment = gitEnvironment(folder, `admin:${password.trim()}`)
  const { stdout } = await exec(['git', 'ls-remote', git, 'refs/heads/main'], {
    env: environment,
    timeoutMs: 30_000,
  })
  if (stdout.trim() === '') await push(git, exec, environment)
  const url = await waitFor(
    'the sample to be deployed',
    async () => {
      const { runs = [], environments, url: address } = await application()
      const newest = runs[0]
      if (newest) report({ note: `${newest.kind} ${newest.state}` })
      if (newest?.state === 'failed')
        throw new Problem('up.sample-failed', { reason: newest.problem?.sentence ?? '' })
      return environments?.[0]?.release != null && address
    },
    { boundMs: 300_000, everyMs: 300 },
  )
  await waitFor(`${url} to answer`, async () => (await api.call('GET', url)).status === 200, {
    boundMs: 30_000,
  })
  await api.close()
}

async function adminToken(words: Words, folder: string, api: Https): Promise<string | undefined> {
  const password = (await readFile(join(folder, 'admin-password'), 'utf8')).trim()
  const url = `https://console.${domainOf(words)}:${portOf(words)}/api/v1/sessions`
  return waitFor(
    'the API to answer through the gateway',
    async () => {
      const { status, text } = await api.call('POST', url, { body: { account: 'admin', password } })
      if (status === 401) return { token: undefined }
      return status === 201 && (JSON.parse(text) as { token: string })
    },
    { boundMs: 60_000 },
  ).then(({ token }) => token)
}

/** Trust and account by the environment: nothing of it is in argv. */
export const gitEnvironment = (folder: string, account: string) => ({
  GIT_TERMINAL_PROMPT: '0',
  GIT_SSL_CAINFO: join(folder, 'ca.crt'),
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'http.extraHeader',
  GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(account).toString('base64')}`,
  GIT_AUTHOR_NAME: 'Opads', GIT_AUTHOR_EMAIL: 'samples@opads.invalid', GIT_COMMITTER_NAME: 'Opads', GIT_COMMITTER_EMAIL: 'samples@opads.invalid',
}) // biome-ignore format: a list of names

async function push(
  git: string,
  exec: UpWorld['exec'],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'opads-sample-'))
  try {
    await cp(join(import.meta.dirname, '../samples/hello'), copy, { recursive: true })
    const run = (...words: string[]) => exec(['git', '-C', copy, ...words], { env, timeoutMs: 60_000 })
    await run('init', '--quiet', '--initial-branch', 'main')
    await run('add', '--all')
    await run('commit', '--quiet', '--message', 'Say hello')
    await run('push', '--quiet', git, 'main')
  } finally {
    await rm(copy, { recursive: true })
  }
}
