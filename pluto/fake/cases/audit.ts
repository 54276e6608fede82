/** Cases of the audit log. Only acts whose records do not depend on the time. */
import type { Case } from './case.ts'

const list = 'GET /api/v1/audit'
const verify = 'GET /api/v1/audit/verify'

export const auditCases: readonly Case[] = [
  { route: list, status: 200, as: 'operator', query: '?act=tenant' },
  { route: list, status: 200, as: 'operator', query: '?act=token&account=mine' },
  { route: list, status: 200, as: 'operator', query: '?act=token.create&outcome=refused' },
  { route: list, status: 200, as: 'operator', query: '?act=tenant&limit=2' },
  { route: list, status: 200, as: 'operator', query: '?act=ten' },
  { route: list, status: 200, as: 'operator', query: '?act=application&outcome=done' },
  { route: list, status: 200, as: 'operator', query: '?act=account' },
  { route: list, status: 200, as: 'operator', query: '?act=application.create&application=shop' },
  { route: list, status: 200, as: 'operator', query: '?act=member&from=2001-01-01T00:00:00Z' },
  { route: list, status: 200, as: 'operator', query: '?until=2001-01-01T00:00:00Z' },
  { route: list, status: 200, as: 'mine', query: '?act=member' },
  { route: list, status: 200, as: 'viewer' },
  { route: list, status: 200, as: 'foreign', query: '?tenant=ours' },
  { route: list, status: 200, as: 'foreign', query: '?act=application.create' },
  { route: list, status: 422, as: 'mine', query: '?from=x&outcome=y&act=*&limit=0' },
  { route: verify, status: 200, as: 'operator' },
  { route: verify, status: 422, as: 'operator', query: '?cursor=1' },
  { route: verify, status: 403, as: 'mine' },
] // biome-ignore format: a table of calls
