/** `opads audit verify` */

import { closing } from '@opads/command/closing'
import { counted } from '@opads/command/page'
import { facts } from '@opads/command/table'
import { Problem } from '@opads/kernel/problem'
import type { AuditVerification } from '../api-types.ts'
import { verb } from '../verb.ts'

export const verify = verb({
  name: 'verify',
  say: 'Whether the audit log is whole: nothing changed, removed, added, moved or cut',
  notes: ['Ends with exit code 1 at the first fault. For administrators.'],
  examples: ['audit verify', 'audit verify --json'],
  run: async (_given, tools) => {
    const { api } = await tools.session()
    const live = tools.liveLine()
    let found: AuditVerification
    let rows = 0
    let cursor: string | undefined
    try {
      do {
        found = await api('GET /api/v1/audit/verify', { query: { cursor } })
        rows += found.rows
        cursor = found.next ?? undefined
        live.show(`${counted(rows, 'row')} verified`)
      } while (cursor !== undefined)
    } finally {
      live.end()
    }
    const { fault, headInside, headOutside } = found
    const lines = facts(
      [
        ['rows', String(rows)],
        ['head in the database', headText(headInside)],
        [
          'head in the cluster',
          headOutside === null ? 'none yet: it cannot be compared' : headText(headOutside),
        ],
      ],
      tools.page,
    )
    return {
      json: { ...found, rows },
      text: (page) => (fault ? lines : closing(page, 'The audit log is whole.', [], lines)),
      ...(fault && { failure: new Problem('audit.broken', fault) }),
    }
  },
})

const headText = ({ sequence, hash }: AuditVerification['headInside']) => `${sequence} ${hash}`.trimEnd()
