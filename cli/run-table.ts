/** A table of runs. Pure. */

import { plain } from '@opads/command/closing'
import type { Page } from '@opads/command/page'
import type { Column } from '@opads/command/table'
import { duration, secondsBetween, when } from '@opads/command/times'
import { kinds } from '@opads/pluto/run/kinds/kinds'
import type { Run } from './api-types.ts'

export const runColumns = (page: Page, withApplication: boolean): readonly Column<Run>[] => [
  { title: 'Run', cell: ({ id }) => String(id), isNumber: true },
  { title: 'Kind', cell: ({ kind }) => kind },
  ...(withApplication ? [{ title: 'Application', cell: ({ application }: Run) => application }] : []),
  { title: 'State', cell: ({ state }) => ({ state, text: state }) },
  { title: 'What', cell: runSubject, isFlexible: true },
  { title: 'By', cell: ({ by }) => by, isSpare: true },
  { title: 'Took', cell: (run) => took(run, page), isNumber: true, isSpare: true },
  { title: 'When', cell: ({ createdAt }) => when(createdAt, page) },
]

/** "release 7 to sit", or the commit of a build and its title. */
function runSubject(run: Run): string {
  const { code, text } = kinds[run.kind].en.subject(run)
  return plain([code ?? '', text].join(' ').trim()) || '–'
}

function took({ startedAt, finishedAt }: Run, { now }: Page): string {
  const seconds = secondsBetween(startedAt, finishedAt, now)
  return seconds === undefined ? '–' : duration(seconds)
}
