/** Cases of settings, deployments, releases and pods; after those of runs, which made two releases and one deployment. */
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
const lease: Case = {
  route: 'POST /internal/leases',
  status: 200,
  as: 'internal',
  body: { kind: 'deploy', worker: 'two' },
}
const finish: Case = {
  route: 'POST /internal/runs/:id/finish',
  status: 204,
  as: 'internal',
  body: { worker: 'two' },
}
const uat = { environment: 'uat' }

export const rolloutCases: readonly Case[] = [
  { route: config, status: 202, as: 'mine', params: uat, body: { values: { COLOUR: 'red', b: '', A: '1' } } },
  { route: config, status: 202, as: 'mine', body: { values: { COLOUR: 'red' } } },
  { route: secrets, status: 202, as: 'operator', params: uat, body: { values: { KEY: 'hidden', COLOUR: 'blue' } } },
  { route: config, status: 202, as: 'mine', params: uat, body: { values: { A: null, NOTHING: null } } },
  { route: config, status: 422, as: 'mine', body: { values: { '1A': 'x', B: 'a\0b', C: 'x'.repeat(30_001) } } },
  { route: config, status: 404, as: 'mine', params: { environment: 'live' }, body: { values: {} } },
  { route: secrets, status: 404, as: 'mine', params: { name: 'nothing' }, body: { values: {} } },
  { route: shown, status: 200, as: 'mine', params: uat },
  { route: shown, status: 200, as: 'mine' },
  { route: shown, status: 404, as: 'mine', params: { environment: 'live' } },
  { route: scale, status: 422, as: 'mine', body: { replicas: 101 } },
  { route: scale, status: 404, as: 'mine', params: { environment: 'live' }, body: { replicas: 1 } },
  { route: scale, status: 202, as: 'mine', params: uat, body: { replicas: 0 } },
  { route: scale, status: 202, as: 'mine', body: { replicas: 3 } },
  { route: show, status: 200, as: 'mine' },
  { route: deploy, status: 404, as: 'mine', body: { release: 9 } },
  { route: deploy, status: 422, as: 'mine', body: { release: 2 ** 40, environment: 'live' } },
  { route: deploy, status: 422, as: 'mine', query: '?dryRun=perhaps', body: { release: 1 } },
  { route: deploy, status: 409, as: 'mine', body: { release: 1, environment: 'prod', asItRan: true } },
  { route: deploy, status: 202, as: 'mine', query: '?dryRun=true', body: { release: 1, asItRan: true } },
  { route: deploy, status: 202, as: 'mine', body: { release: 1, asItRan: true } },
  { route: deploy, status: 202, as: 'mine', query: '?dryRun=true', body: { release: 1 } },
  { route: deploy, status: 202, as: 'mine', body: { release: 1, environment: 'uat' } },
  { route: cancel, status: 202, as: 'mine' },
  { route: deploy, status: 202, as: 'operator', body: { release: 2, environment: 'uat' } },
  lease,
  finish,
  { ...lease },
  { route: show, status: 200, as: 'mine' },
  { route: releases, status: 200, as: 'mine' },
  { route: releases, status: 200, as: 'mine', query: '?limit=1' },
  { route: releases, status: 200, as: 'mine', query: '?cursor=2' },
  { route: releases, status: 422, as: 'mine', query: '?cursor=0' },
  { route: deployments, status: 200, as: 'mine' },
  { route: deployments, status: 200, as: 'mine', query: '?limit=1' },
  { route: deployments, status: 422, as: 'mine', query: '?cursor=-1' },
] // biome-ignore format: a table of calls

/** On the pods that the suite sets. */
export const podCases: readonly Case[] = [
  { route: show, status: 200, as: 'mine' },
  { route: 'GET /api/v1/applications/:name/pods', status: 200, as: 'mine' },
  { route: 'GET /api/v1/applications/:name/pods', status: 404, as: 'mine', params: { name: 'nothing' } },
  { route: logs, status: 200, as: 'mine' },
  { route: logs, status: 200, as: 'mine', query: '?pod=shop-1&previous=true&tail=7' },
  { route: logs, status: 200, as: 'mine', query: '?format=json&tail=2' },
  { route: logs, status: 200, as: 'mine', query: '?format=json&pod=shop-1' },
  { route: logs, status: 404, as: 'mine', query: '?pod=shop-9' },
  { route: logs, status: 404, as: 'mine', params: { environment: 'live' } },
  { route: logs, status: 422, as: 'mine', query: '?tail=10001&follow=perhaps&format=yaml' },
  { route: 'GET /api/v1/clusters', status: 200, as: 'mine' },
] // biome-ignore format: a table of calls
