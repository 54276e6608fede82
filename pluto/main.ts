/** The public API and the console's files: one process, any number of copies; durable state is in PostgreSQL. */
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { alive as aliveOf, liveness } from '@opads/serve/alive'
import { application, run } from '@opads/serve/server'
import { staticFiles } from '@opads/serve/static'
import { accessAsPod, accessByFile } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { listWatch } from '@opads/world/kube/list-watch'
import pg from 'pg'
import { accountsOf } from './account/accounts.ts'
import { ensureFirstAccount } from './account/rows.ts'
import { checkpointKey } from './audit/chain.ts'
import { headOutside } from './audit/head.ts'
import { recordRefusedService } from './audit/refused-service.ts'
import { sealAudit } from './audit/sealer.ts'
import { ensureCluster } from './cluster/rows.ts'
import { readConfig } from './config.ts'
import { contract } from './contract.ts'
import { authenticate } from './gate/authenticate.ts'
import { live as liveOf } from './live/rows.ts'
import { workOnDeploys } from './rollout/deployer.ts'
import { routes } from './routes.ts'
import { migrate } from './store/database.ts'
import { expireRows } from './store/expire.ts'
import { openDatabase } from './store/pool.ts'
import { changes as changesOf } from './stream/changes.ts'
import { listen } from './stream/notifications.ts'
import { removeNamespacesOfGone } from './tenant/namespaces.ts'
import { ensureOperator } from './token/rows.ts'

const config = await readConfig(process.env)
const database = openDatabase(config.database, config.databaseMs)
const stop = new AbortController()
const { signal } = stop

const migrating = openDatabase(config.database, 0) // schema changes have no time limit
for (let attempt = 0; ; attempt += 1) {
  try {
    await migrate(migrating)
    break
  } catch (failure) {
    if (attempt % 20 === 0)
      console.error(
        `waiting for the database: ${failure instanceof Error ? failure.message : String(failure)}`,
      )
    await sleep(250)
  }
}
await migrating.destroy()
await ensureCluster(database)
await ensureFirstAccount(database, config.firstPassword.reveal())
await ensureOperator(database, config.operatorToken.reveal())

const client = kube(await (config.kubeconfig ? accessByFile(config.kubeconfig) : accessAsPod()))
const changes = changesOf()
const live = liveOf(client, listWatch, changes.publish, signal)
const { key, domain, port } = config
const tools = { database, kube: client, live, changes, key, place: { domain, port }, signal }
const app = application({
  contract,
  handlers: routes(tools),
  authenticate: authenticate(accountsOf(database), config.credentials),
  onRefusedService: recordRefusedService(database),
  otherwise: await staticFiles(config.consoleFolder),
})
const alive = aliveOf()
app.get('/livez', (context) => {
  const { status, text } = liveness(alive)
  return context.text(text, status)
})
run(app, config.listen, () => stop.abort())
void listen(
  () => new pg.Client({ ...config.database, connectionTimeoutMillis: 5000, keepAlive: true }),
  changes,
  signal,
)
void workOnDeploys({ ...tools, domain, worker: hostname(), turn: alive.loop('deployer', 10 * 60_000) })
void expireRows({ database, signal, turn: alive.loop('retention', 2 * 3_600_000) })
void removeNamespacesOfGone({ ...tools, turn: alive.loop('namespaces', 10 * 60_000) })
void sealAudit({
  database,
  outside: headOutside(client),
  key: checkpointKey(key),
  signal,
  turn: alive.loop('audit sealer', 10 * 60_000),
  log: console.log,
})
