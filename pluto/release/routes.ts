/** Routes of releases. */
import type { Handlers } from '@opads/serve/route'
import { ownedApplication } from '../application/rows.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { PlutoTools } from '../tools.ts'
import type { releaseContract } from './contract.ts'

export const releaseRoutes = ({ database }: PlutoTools) => {
  return {
    'GET /api/v1/applications/:name/releases': async ({ caller, params, query: { cursor, limit } }) => {
      const { name } = await ownedApplication(database, params.name, caller)
      let query = database
        .selectFrom('release')
        .selectAll()
        .select('number as id')
        .where('application', '=', name)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('number', '<', from)
      const rows = await query
        .orderBy('number', 'desc')
        .limit(limit + 1)
        .execute()
      return pageOf(rows, limit, ({ number, commit, title, image, run, created_by, created_at }) => ({
        number,
        commit,
        title,
        image,
        run,
        by: created_by,
        createdAt: created_at.toISOString(),
      }))
    },
  } satisfies Handlers<typeof releaseContract>
}
