/** Routes of releases. */
import type { Selectable } from 'kysely'
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { Tables } from '../store/database.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { releaseContract } from './contract.ts'

export const releaseRoutes = () => {
  return {
    'GET /api/v1/applications/:name/releases': async ({ database, target, query: { cursor, limit } }) => {
      let query = database
        .selectFrom('release')
        .selectAll()
        .select('number as id')
        .where('application', '=', target.name)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('number', '<', from)
      const rows = await query
        .orderBy('number', 'desc')
        .limit(limit + 1)
        .execute()
      return pageOf(rows, limit, releaseView)
    },
  } satisfies GuardedHandlers<typeof releaseContract>
}

export const releaseView = (row: Selectable<Tables['release']>) => ({
  number: row.number,
  commit: row.commit,
  title: row.title,
  image: row.image,
  run: row.run,
  by: row.created_by,
  createdAt: row.created_at.toISOString(),
})
