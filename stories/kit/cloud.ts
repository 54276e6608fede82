/** A story's cloud: the commands of a person, the API as the operator, and access to hosts that only stories use. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shortCommit } from '@opads/kernel/short-commit'
import type { contract } from '@opads/pluto/contract'
import { type Client, client } from '@opads/serve/client'
import { type ExecResult, exec } from '@opads/world/exec'
import { freePort } from '@opads/world/free-port'
import { type Https, https } from '@opads/world/https'
import { waitFor } from '@opads/world/wait'

const home = join(import.meta.dirname, '../..')
const engine = 'unix:///run/opads-lab/docker.sock'

export type StoryCloud = Awaited<ReturnType<typeof cloud>>

/** @param first the port to listen on, or the next free one */
export async function cloud(name: string, first: number) {
  const port = await freePort(first)
  const folder = join('/var/lib/opads', name)
  const listen = `127.0.0.1:${port}`
  const domain = `${name}.localhost`
  const url = (host: string) => `https://${host}.${domain}:${port}`
  /** Prints every line, so that a failed story shows its progress. */
  const opadsOf = (checkout: string, ...words: string[]): Promise<ExecResult> =>
    exec([join(checkout, 'opads'), ...words], { onLine: (line) => console.log(`    ${line}`), codes: 'any' })
  const opads = (...words: string[]) => opadsOf(home, ...words)
  const operator = async () => (await readFile(join(folder, 'secrets/operator-token'), 'utf8')).trim()
  const docker = (...words: string[]) => exec(['docker', '--host', engine, ...words])
  const onHost = (...words: string[]) =>
    exec(['ssh', '-F', join(folder, 'ssh/config'), 'm1', ...words], { timeoutMs: 60_000 })
  return {
    name,
    listen,
    folder,
    url,
    opads,
    /** `up` of another checkout, which may be too early for `--cloud`. */
    upFrom: (checkout: string) => opadsOf(checkout, 'up', '--name', name, '--listen', listen),
    up: (...words: string[]) => opads('up', '--cloud', name, '--listen', listen, ...words),
    down: (...words: string[]) => opads('down', '--cloud', name, '--yes', '--purge', ...words),
    docker,
    hostContainer: `opads-${name}-m1`,
    onHost,
    kubectl: (...words: string[]) =>
      onHost('kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf', ...words),
    operator,
    /** Trusts only the cloud's CA. */
    web: async (): Promise<Https> => https(await readFile(join(folder, 'ca.crt'), 'utf8')),
    api: async (): Promise<Client<typeof contract>> => {
      const [ca, token] = await Promise.all([readFile(join(folder, 'ca.crt'), 'utf8'), operator()])
      return client<typeof contract>(url('console'), https(ca).send, () => ({
        authorization: `Bearer ${token}`,
      }))
    },
  }
}

/** Waits for the build of a commit and its deploy to end. */
export async function outcome(
  api: Client<typeof contract>,
  application: string,
  commit: string,
  boundMs: number,
) {
  return waitFor(
    `the runs of ${shortCommit(commit)} to end`,
    async () => {
      const { items } = await api('GET /api/v1/runs', { query: { application } })
      const mine = items.filter((run) => run.commit === commit)
      const build = mine.find((run) => run.kind === 'build')
      const deploy = mine.find((run) => run.kind === 'deploy' && run.builtFrom === build?.id)
      const ended =
        [build, deploy].find((run) => run?.state === 'failed') ??
        (deploy?.state === 'succeeded' ? deploy : undefined)
      return ended && { ...ended, all: mine }
    },
    { boundMs, everyMs: 300 },
  )
}
