/** Cases of members and of what their roles allow; after those of rollouts, which set variables and made deployments. */
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
const foreign = { name: 'ours', account: 'foreign' }

export const memberCases: readonly Case[] = [
  { route: list, status: 200, as: 'viewer', params: ours },
  { route: list, status: 404, as: 'operator', params: { name: 'nowhere' } },
  { route: list, status: 422, as: 'mine', params: { name: 'a%00b' } },
  { route: add, status: 201, as: 'mine', params: ours, body: { account: 'foreign', role: 'developer' } },
  { route: add, status: 409, as: 'mine', params: ours, body: { account: 'foreign', role: 'viewer' } },
  { route: add, status: 409, as: 'mine', params: ours, body: { account: 'operator', role: 'viewer' } },
  { route: add, status: 404, as: 'mine', params: ours, body: { account: 'nobody', role: 'viewer' } },
  { route: add, status: 422, as: 'mine', params: ours, body: { account: '', role: 'owner', more: 1 } },
  { route: 'GET /api/v1/me', status: 200, as: 'foreign' },
  { route: show, status: 200, as: 'foreign' },
  { route: scale, status: 403, as: 'foreign', params: { environment: 'prod' }, body: { replicas: 2 } },
  { route: explain, status: 200, as: 'foreign', query: '?act=application.scale&application=shop&environment=prod' },
  { route: change, status: 200, as: 'mine', params: foreign, body: { role: 'deployer' } },
  { route: change, status: 404, as: 'mine', params: { name: 'ours', account: 'nobody' }, body: { role: 'deployer' } },
  { route: change, status: 422, as: 'mine', params: foreign, body: { role: 'none' } },
  { route: explain, status: 200, as: 'foreign', query: '?act=application.scale&application=shop&environment=prod' },
  { route: scale, status: 202, as: 'foreign', params: { environment: 'prod' }, body: { replicas: 2 } },
  { route: remove, status: 204, as: 'mine', params: foreign },
  { route: remove, status: 404, as: 'mine', params: foreign },
  { route: remove, status: 409, as: 'mine', params: { name: 'ours', account: 'mine' } },
  { route: change, status: 409, as: 'mine', params: { name: 'ours', account: 'mine' }, body: { role: 'viewer' } },
  { route: change, status: 200, as: 'operator', params: { name: 'ours', account: 'mine' }, body: { role: 'developer' } },
  { route: explain, status: 200, as: 'mine', query: '?act=member.add&tenant=ours' },
  { route: change, status: 200, as: 'operator', params: { name: 'ours', account: 'mine' }, body: { role: 'admin' } },
  { route: list, status: 200, as: 'operator', params: ours },
  { route: config, status: 200, as: 'viewer' },
  { route: config, status: 200, as: 'mine' },
  { route: show, status: 200, as: 'viewer' },
  { route: show, status: 200, as: 'operator' },
  { route: explain, status: 200, as: 'viewer', query: '?act=application.read&application=shop' },
  { route: explain, status: 200, as: 'viewer', query: '?act=tenant.create' },
  { route: explain, status: 200, as: 'operator', query: '?act=application.delete&application=shop&tenant=ours' },
  { route: explain, status: 404, as: 'foreign', query: '?act=application.read&application=shop' },
  { route: explain, status: 404, as: 'mine', query: '?act=application.read&application=shop&tenant=theirs' },
  { route: explain, status: 404, as: 'mine', query: '?act=member.read&tenant=theirs' },
  { route: explain, status: 422, as: 'mine', query: '?act=application.paint&environment=live&more=1' },
] // biome-ignore format: a table of calls
