/** The code server and the build worker: one process beside the repositories' volume. */
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Secret } from '@opads/kernel/secret'
import { secretOfService } from '@opads/kernel/service'
import { alive as aliveOf } from '@opads/serve/alive'
import { exec } from '@opads/world/exec'
import { accessAsPod } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { workOnBuilds } from './builder.ts'
import { codeServer } from './code-server.ts'
import { limitsIn } from './limits.ts'
import { pluto as plutoClient } from './pluto-client.ts'
import { reportAll } from './report.ts'
import { repositories as openRepositories } from './repositories.ts'

const env = (name: string) => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}
/** Our own, and the one that all services shared before: Pluto, or a Job's source address, may be of the earlier release. */
const secrets = await Promise.all(
  [secretOfService('delivery'), 'internal-token'].map(
    async (name) => new Secret((await readFile(`/etc/opads-secrets/${name}`, 'utf8')).trim()),
  ),
)
const pluto = plutoClient('http://pluto.opads-system', secrets, hostname())
const repositories = openRepositories('/var/lib/opads/git', exec)
await repositories.sweep()
const stop = new AbortController()
const alive = aliveOf()
/** More than a loop takes: calls end after 5 minutes at the latest. */
const boundMs = 15 * 60_000

const server = codeServer({
  repositories,
  pluto,
  secrets,
  limits: limitsIn(process.env),
  consoleAddress: env('OPADS_CONSOLE'),
  alive,
})
server.listen(8081)
process.once('SIGTERM', () => {
  stop.abort()
  server.close(() => process.exit(0))
  setTimeout(() => process.exit(0), 15_000).unref()
})

const reportPushes = async () => {
  const turn = alive.loop('report', boundMs)
  while (!stop.signal.aborted) {
    turn()
    await reportAll({ repositories, pluto }).catch((failure: unknown) =>
      console.error(`report: ${failure instanceof Error ? failure.message : String(failure)}`),
    )
    await sleep(5000)
  }
}
void reportPushes()
void workOnBuilds({
  kube: kube(await accessAsPod()),
  pluto,
  repositories,
  secret: secrets[0]!,
  opadsImage: env('OPADS_IMAGE'),
  bases: JSON.parse(env('OPADS_BASES')) as { node: string; php: string; static: string },
  registryAddress: env('OPADS_REGISTRY_ADDRESS'),
  turn: alive.loop('builder', boundMs),
  signal: stop.signal,
})
