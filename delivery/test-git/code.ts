/** The code server on loopback with a fake Pluto, and the real git as its client. */
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@opads/kernel/secret'
import { exec } from '@opads/world/exec'
import { type CodeServerTools, codeServer } from '../code-server.ts'
import { repositories as openRepositories } from '../repositories.ts'

type Push = Parameters<CodeServerTools['pluto']['push']>[0]
export const mostBytes = 4 * 2 ** 20
const limits = { pushBytes: mostBytes, repositoryBytes: 5 * mostBytes }

const authorization = `Basic ${Buffer.from('mine:password of mine').toString('base64')}`

export async function code() {
  const folder = await mkdtemp(join(tmpdir(), 'opads-git-'))
  const repositories = openRepositories(join(folder, 'served'), exec)
  const pushes: Push[] = []
  /** Addresses of the clients that pushed, as they are reported to Pluto. */
  const clients: string[] = []
  const away = { is: false, knows: false }
  const known: Readonly<Record<string, readonly string[]>> = {
    mine: ['ours', 'own'],
    foreign: ['theirs'],
    reader: ['ours'],
  }
  const pluto: CodeServerTools['pluto'] = {
    authenticate: async (account, password) => {
      if (away.knows) throw new Error('Pluto is away')
      const tenants = known[account]
      if (!tenants || password !== `password of ${account}`) return undefined
      const role = account === 'reader' ? ('viewer' as const) : ('developer' as const)
      const roles = Object.fromEntries(tenants.map((tenant) => [tenant, role]))
      const pushes = role === 'viewer' ? [] : [...tenants]
      return { account, isAdmin: false, mustChange: false, tenants: [...tenants], roles, pushes }
    },
    repositories: async () =>
      new Map(
        ['ours/shop', 'ours/blog', 'own/full', 'own/cut', 'theirs/wiki'].map((name) => [
          name,
          '2026-01-01T00:00:00Z',
        ]),
      ),
    push: async (push, address) => {
      if (away.is) throw new Error('Pluto is away')
      pushes.push(push)
      clients.push(address)
      return { run: pushes.length }
    },
  }
  const [secret, earlier] = [new Secret('secret of delivery'), new Secret('an earlier secret')]
  const server = codeServer({
    repositories,
    pluto,
    secrets: [secret, earlier],
    limits,
    consoleAddress: 'https://console.test',
    alive: { stuck: () => [] },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const origin = `http://127.0.0.1:${port}`
  const addressOf = (repository: string, account = 'mine', password = `password of ${account}`) =>
    `http://${account}:${encodeURIComponent(password)}@127.0.0.1:${port}/${repository}.git`
  const home = join(folder, 'home')
  await mkdir(home)
  const env = {
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...Object.fromEntries(['AUTHOR', 'COMMITTER'].flatMap((one) => [[`GIT_${one}_NAME`, 'Me'], [`GIT_${one}_EMAIL`, 'me@example.test']])),
  } // biome-ignore format: one environment
  /** Runs a person's git; does not throw when it fails. */
  const git = (cwd: string, ...words: string[]) =>
    exec(['git', '-c', 'init.defaultBranch=main', ...words], { cwd, env, codes: 'any', timeoutMs: 60_000 })
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
  const workFolder = () => mkdtemp(join(folder, 'work-'))
  /** A clone-like folder with one commit of these files and the repository as origin. */
  const checkout = async (repository: string, files: Readonly<Record<string, string | Buffer>>) => {
    const folder = await workFolder()
    await git(folder, 'init', '--quiet')
    await git(folder, 'remote', 'add', 'origin', addressOf(repository))
    const commit = async (more: typeof files, title: string) => {
      for (const [name, content] of Object.entries(more)) await writeFile(join(folder, name), content)
      await git(folder, 'add', '--all')
      await git(folder, 'commit', '--quiet', '--message', title)
      return (await git(folder, 'rev-parse', 'HEAD')).stdout.trim()
    }
    const push = () => git(folder, 'push', '--quiet', 'origin', '--force', 'HEAD:main')
    return { folder, commit, push, head: await commit(files, 'The first') }
  }
  /** A raw request: the path is sent unchanged. */
  const ask = async (
    path: string,
    words: { method?: string; headers?: Record<string, string>; body?: Uint8Array } = {},
  ) => {
    const call = request(origin, {
      path,
      method: words.method ?? 'GET',
      headers: { authorization, ...words.headers },
    })
    call.end(words.body)
    const [answer] = (await once(call, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of answer) chunks.push(chunk as Buffer)
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: Buffer.concat(chunks).toString('latin1'),
    }
  }
  return {
    repositories,
    pluto,
    secret,
    earlier,
    pushes,
    clients,
    away,
    origin,
    addressOf,
    git,
    workFolder,
    checkout,
    ask,
    stop,
  }
}

/** Children of this process that still run, by their command lines. */
export async function children(): Promise<readonly string[]> {
  const tasks = await readdir('/proc/self/task')
  const texts = await Promise.all(
    tasks.map((task) => readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '')),
  )
  const words = texts.join(' ').split(/\s+/).filter(Boolean)
  return Promise.all(words.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
}
