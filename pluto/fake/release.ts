/** Releases. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { releaseContract } from '../release/contract.ts'
import { releaseView } from '../release/routes.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import { newestFirst, type Store } from './store.ts'
import type { FakeTools } from './tools.ts'

export const releaseRoutes = ({ store }: FakeTools) => {
  return {
    'GET /api/v1/applications/:name/releases': async ({ target: { name }, query }) => {
      const own = store.rows.release.filter((row) => row.application === name)
      const shown = newestFirst(own, (row) => row.number, cursorOf(query.cursor), query)
      return pageOf(
        shown.map((row) => ({ ...row, id: row.number })),
        query.limit,
        releaseView,
      )
    },
  } satisfies GuardedHandlers<typeof releaseContract, Store>
}
