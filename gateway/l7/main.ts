/** The gateway's controller: makes nginx's route table from Kubernetes objects. Runs beside nginx in one pod. */
import { rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { accessAsPod } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { listWatch } from '@opads/world/kube/list-watch'
import { certificateReader } from './certificates.ts'
import { type ResolvedClaims, resolveClaims } from './claims.ts'
import { nginxAt } from './nginx.ts'
import { endpointsOf, portsOf, seenOf } from './observe.ts'
import { tableReconciler } from './reconcile.ts'
import { routesOf, type Table } from './routes.ts'

const client = kube(await accessAsPod())
const { signal } = new AbortController()
const say = (line: string) => void process.stderr.write(`${line}\n`)
const reconciler = tableReconciler({
  wanted,
  nginx: nginxAt(process.env.OPADS_NGINX_SOCKET ?? '/run/gateway/table.sock'),
  say,
})
const onChange = reconciler.changed
const ingresses = listWatch(client, {
  path: '/apis/networking.k8s.io/v1/ingresses',
  project: seenOf,
  onChange,
  signal,
})
const services = listWatch(client, { path: '/api/v1/services', project: portsOf, onChange, signal })
const slices = listWatch(client, {
  path: '/apis/discovery.k8s.io/v1/endpointslices',
  project: endpointsOf,
  onChange,
  signal,
})
const readCertificates = certificateReader(client, say)
let reported: ReadonlySet<string> = new Set()
let certificates: Table['certificates'] | undefined

// PID 1 of a container has no default signal handlers.
process.once('SIGTERM', () => process.exit(0))

void renewCertificates()
/** Files that the pod's probes check; `alive` is rewritten while the loop runs. */
const alivePath = '/run/gateway/alive'
const aliveEveryMs = 10_000
let aliveAt = Number.NEGATIVE_INFINITY
const currentPath = '/run/gateway/current'
let isCurrent = false
await rm(currentPath, { force: true })
// Sends at most one table every 20 ms.
for (;;) {
  await sleep(20)
  await reconciler.turn()
  if (performance.now() - aliveAt > aliveEveryMs) {
    await writeFile(alivePath, '')
    aliveAt = performance.now()
  }
  if (reconciler.isCurrent() === isCurrent) continue
  isCurrent = reconciler.isCurrent()
  await (isCurrent ? writeFile(currentPath, '') : rm(currentPath, { force: true }))
}

function wanted(): string | undefined {
  if (![ingresses, services, slices].every((one) => one.isReady()) || !certificates) return undefined
  const { rules, refused } = resolveClaims([...ingresses.rows.values()])
  reportRefused(refused)
  const hosts = routesOf(rules, [...services.rows.values()], [...slices.rows.values()])
  return JSON.stringify({ hosts, certificates } satisfies Table)
}

/** Logs each refused claim once while it lasts. */
function reportRefused(refused: ResolvedClaims['refused']): void {
  const lines = new Set(
    refused.map(
      (one) => `ingress ${one.ingress}: ${one.what} is of ${one.holder}, which came first; not served`,
    ),
  )
  for (const line of lines) if (!reported.has(line)) say(line)
  reported = lines
}

/** Secrets are not watched: that would need the right to read all of them. */
async function renewCertificates(): Promise<void> {
  while (!ingresses.isReady()) await sleep(20)
  for (;;) {
    const before = JSON.stringify(certificates)
    certificates = await readCertificates(resolveClaims([...ingresses.rows.values()]).tls)
    if (JSON.stringify(certificates) !== before) reconciler.changed()
    await sleep(5000)
  }
}
