/** Cases of members and of what their roles allow; after those of rollouts, which set variables and made deployments. */
import { foreign, mine, operator, viewer } from './calls.ts'
import type { Case } from './case.ts'

const list = 'GET /api/v1/tenants/:name/members'
const add = 'POST /api/v1/tenants/:name/members'
const change = 'PUT /api/v1/tenants/:name/members/:account'
const remove = 'DELETE /api/v1/tenants/:name/members/:account'
const explain = 'GET /api/v1/access/explain'
const config = 'GET /api/v1/applications/:name/environments/:environment/config'
const scale = 'PUT /api/v1/applications/:name/environments/:environment/scale'
const show = 'GET /api/v1/applications/:name'
const ours = { name: 'ours' }
const ofForeign = { name: 'ours', account: 'foreign' }

export const memberCases: readonly Case[] = [
  viewer(200, list, { params: ours }),
  operator(404, list, { params: { name: 'nowhere' } }),
  mine(422, list, { params: { name: 'a%00b' } }),
  mine(201, add, { params: ours, body: { account: 'foreign', role: 'developer' } }),
  mine(409, add, { params: ours, body: { account: 'foreign', role: 'viewer' } }),
  mine(409, add, { params: ours, body: { account: 'operator', role: 'viewer' } }),
  mine(404, add, { params: ours, body: { account: 'nobody', role: 'viewer' } }),
  mine(422, add, { params: ours, body: { account: '', role: 'owner', more: 1 } }),
  foreign(200, 'GET /api/v1/me'),
  foreign(200, show),
  foreign(403, scale, { params: { environment: 'prod' }, body: { replicas: 2 } }),
  foreign(200, explain, { query: '?act=application.scale&application=shop&environment=prod' }),
  mine(200, change, { params: ofForeign, body: { role: 'deployer' } }),
  mine(404, change, { params: { name: 'ours', account: 'nobody' }, body: { role: 'deployer' } }),
  mine(422, change, { params: ofForeign, body: { role: 'none' } }),
  foreign(200, explain, { query: '?act=application.scale&application=shop&environment=prod' }),
  foreign(202, scale, { params: { environment: 'prod' }, body: { replicas: 2 } }),
  mine(204, remove, { params: ofForeign }),
  mine(404, remove, { params: ofForeign }),
  mine(409, remove, { params: { name: 'ours', account: 'mine' } }),
  mine(409, change, { params: { name: 'ours', account: 'mine' }, body: { role: 'viewer' } }),
  operator(200, change, { params: { name: 'ours', account: 'mine' }, body: { role: 'developer' } }),
  mine(200, explain, { query: '?act=member.add&tenant=ours' }),
  operator(200, change, { params: { name: 'ours', account: 'mine' }, body: { role: 'admin' } }),
  operator(200, list, { params: ours }),
  viewer(200, config),
  mine(200, config),
  viewer(200, show),
  operator(200, show),
  viewer(200, explain, { query: '?act=application.read&application=shop' }),
  viewer(200, explain, { query: '?act=tenant.create' }),
  operator(200, explain, { query: '?act=application.delete&application=shop&tenant=ours' }),
  foreign(404, explain, { query: '?act=application.read&application=shop' }),
  mine(404, explain, { query: '?act=application.read&application=shop&tenant=theirs' }),
  mine(404, explain, { query: '?act=member.read&tenant=theirs' }),
  mine(422, explain, { query: '?act=application.paint&environment=live&more=1' }),
] // biome-ignore format: a table of calls
