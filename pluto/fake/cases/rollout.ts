/** Cases of settings, deployments, releases and pods; after those of runs, which made two releases and one deployment. */
import { internal, mine, operator } from './calls.ts'
import type { Case } from './case.ts'

const at = '/api/v1/applications/:name/environments/:environment'
const config = `PUT ${at}/config` as const
const secrets = `PUT ${at}/secrets` as const
const shown = `GET ${at}/config` as const
const scale = `PUT ${at}/scale` as const
const logs = `GET ${at}/logs` as const
const deploy = 'POST /api/v1/applications/:name/deployments'
const deployments = 'GET /api/v1/applications/:name/deployments'
const releases = 'GET /api/v1/applications/:name/releases'
const show = 'GET /api/v1/applications/:name'
const cancel = 'POST /api/v1/runs/:id/cancel'
const lease = internal(200, 'POST /internal/leases', { body: { kind: 'deploy', worker: 'two' } })
const finish = internal(204, 'POST /internal/runs/:id/finish', { body: { worker: 'two' } })
const uat = { environment: 'uat' }

export const rolloutCases: readonly Case[] = [
  mine(202, config, { params: uat, body: { values: { COLOUR: 'red', b: '', A: '1' } } }),
  mine(202, config, { body: { values: { COLOUR: 'red' } } }),
  operator(202, secrets, { params: uat, body: { values: { KEY: 'hidden', COLOUR: 'blue' } } }),
  mine(409, config, { params: uat, body: { values: { COLOUR: 'green', A: '2', KEY: null } } }),
  mine(202, config, { params: uat, body: { values: { A: null, NOTHING: null } } }),
  mine(422, config, { body: { values: { '1A': 'x', B: 'a\0b', C: 'x'.repeat(30_001) } } }),
  mine(404, config, { params: { environment: 'live' }, body: { values: {} } }),
  mine(404, secrets, { params: { name: 'nothing' }, body: { values: {} } }),
  mine(200, shown, { params: uat }),
  mine(200, shown),
  mine(404, shown, { params: { environment: 'live' } }),
  mine(422, scale, { body: { replicas: 101 } }),
  mine(404, scale, { params: { environment: 'live' }, body: { replicas: 1 } }),
  mine(202, scale, { params: uat, body: { replicas: 0 } }),
  mine(202, scale, { body: { replicas: 3 } }),
  mine(200, show),
  mine(404, deploy, { body: { release: 9 } }),
  mine(422, deploy, { body: { release: 2 ** 40, environment: 'live' } }),
  mine(422, deploy, { query: '?dryRun=perhaps', body: { release: 1 } }),
  mine(409, deploy, { body: { release: 1, environment: 'prod', asItRan: true } }),
  mine(202, deploy, { query: '?dryRun=true', body: { release: 1, asItRan: true } }),
  mine(202, deploy, { body: { release: 1, asItRan: true } }),
  mine(202, deploy, { query: '?dryRun=true', body: { release: 1 } }),
  mine(202, deploy, { body: { release: 1, environment: 'uat' } }),
  mine(200, show, { waits: true }),
  mine(202, cancel),
  mine(200, 'GET /api/v1/events', { query: '?limit=2' }),
  operator(202, deploy, { body: { release: 2, environment: 'uat' } }),
  lease,
  finish,
  { ...lease },
  mine(200, show),
  mine(200, releases),
  mine(200, releases, { query: '?limit=1' }),
  mine(200, releases, { query: '?cursor=2' }),
  mine(422, releases, { query: '?cursor=0' }),
  mine(200, deployments),
  mine(200, deployments, { query: '?limit=1' }),
  mine(422, deployments, { query: '?cursor=-1' }),
] // biome-ignore format: a table of calls

/** On the pods that the suite sets. */
export const podCases: readonly Case[] = [
  mine(200, show),
  mine(200, 'GET /api/v1/applications/:name/pods'),
  mine(404, 'GET /api/v1/applications/:name/pods', { params: { name: 'nothing' } }),
  mine(200, logs),
  mine(200, logs, { query: '?pod=shop-1&previous=true&tail=7' }),
  mine(200, logs, { query: '?format=json&tail=2' }),
  mine(200, logs, { query: '?format=json&pod=shop-1' }),
  mine(404, logs, { query: '?pod=shop-9' }),
  mine(404, logs, { params: { environment: 'live' } }),
  mine(422, logs, { query: '?tail=10001&follow=perhaps&format=yaml' }),
  mine(200, 'GET /api/v1/clusters'),
] // biome-ignore format: a table of calls
