/** The gateway's controller: keeps nginx's table equal to what Kubernetes says. Runs beside nginx in one pod. */
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { accessAsPod } from '@opads/world/kube/access'
import { kube } from '@opads/world/kube/client'
import { listWatch } from '@opads/world/kube/list-watch'
import { Client } from 'undici'
import { endpointsOf, portsOf, rulesOf } from './observe.ts'
import { routeTable } from './routes.ts'

const socket = process.env.OPADS_NGINX_SOCKET ?? '/run/gateway/table.sock'
const nginx = new Client('http://nginx', { socketPath: socket })
const client = kube(await accessAsPod())
const { signal } = new AbortController()
let isDirty = false
const onChange = () => {
  isDirty = true
}
const ingresses = listWatch(client, {
  path: '/apis/networking.k8s.io/v1/ingresses',
  project: rulesOf,
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

// The first process of a container has no default for signals.
process.once('SIGTERM', () => process.exit(0))

let sent = ''
let isCurrent = false
createServer((_, response) => {
  response.writeHead(isCurrent ? 200 : 503).end()
}).listen(10_254)

/** A table at most every 20 ms; nginx that was restarted has none and gets the last one again. */
for (let idle = 0; ; idle += 1) {
  await sleep(20)
  const isReady = ingresses.isReady() && services.isReady() && slices.isReady()
  if (!isReady || (!isDirty && idle < 50)) continue
  idle = 0
  isDirty = false
  const table = JSON.stringify(
    routeTable([...ingresses.rows.values()].flat(), [...services.rows.values()], [...slices.rows.values()]),
  )
  try {
    if (table === sent && (await ask('GET')) === 'full') continue
    await ask('PUT', table)
    sent = table
    isCurrent = true
  } catch (failure) {
    isCurrent = false
    isDirty = true
    process.stderr.write(
      `nginx did not take the table: ${failure instanceof Error ? failure.message : String(failure)}\n`,
    )
    await sleep(500)
  }
}

async function ask(method: 'GET' | 'PUT', body?: string): Promise<string> {
  const { statusCode, body: answer } = await nginx.request({
    method,
    path: '/table',
    ...(body !== undefined && { body }),
  })
  const text = await answer.text()
  if (statusCode !== 200) throw new Error(`status ${statusCode}`)
  return text.trim()
}
