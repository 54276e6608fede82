/** Cases of the audit log. Only acts whose records do not depend on the time. */
import { foreign, mine, operator, viewer } from './calls.ts'
import type { Case } from './case.ts'

const list = 'GET /api/v1/audit'
const verify = 'GET /api/v1/audit/verify'

export const auditCases: readonly Case[] = [
  operator(200, list, { query: '?act=tenant' }),
  operator(200, list, { query: '?act=token&account=mine' }),
  operator(200, list, { query: '?act=token.create&outcome=refused' }),
  operator(200, list, { query: '?act=tenant&limit=2' }),
  operator(200, list, { query: '?act=ten' }),
  operator(200, list, { query: '?act=application&outcome=done' }),
  operator(200, list, { query: '?act=account' }),
  operator(200, list, { query: '?act=application.create&application=shop' }),
  operator(200, list, { query: '?act=member&from=2001-01-01T00:00:00Z' }),
  operator(200, list, { query: '?until=2001-01-01T00:00:00Z' }),
  mine(200, list, { query: '?act=member' }),
  viewer(200, list),
  foreign(200, list, { query: '?tenant=ours' }),
  foreign(200, list, { query: '?act=application.create' }),
  mine(422, list, { query: '?from=x&outcome=y&act=*&limit=0' }),
  operator(200, verify),
  operator(422, verify, { query: '?cursor=1' }),
  mine(403, verify),
] // biome-ignore format: a table of calls
