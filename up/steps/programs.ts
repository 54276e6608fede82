/** Third-party programs, built or from the cache. */
import { reportLine } from '@opads/artifacts/contract'
import type { Report, Step } from '@opads/kernel/step'
import { programsOf } from '@opads/parts/lists'
import type { Part } from '@opads/parts/part'
import type { RoomAnswers } from '@opads/world/room-answers'
import type { UpWorld } from '../world.ts'

/** What it takes to build the missing programs; `folder`: of the cache. */
export async function programNeeds({ room, parts }: Pick<UpWorld, 'room' | 'parts'>): Promise<{
  readonly folder: string
  readonly diskBytes: number
  readonly memoryBytes: number
}> {
  return JSON.parse(await room('artifacts', ['needs', ...programsOf(parts), '--json']))
}

export const programsStep: Step<UpWorld> = {
  id: 'programs',
  title: 'Programs',
  needs: ['machine'],
  estimateSeconds: 900,
  foresee: async ({ room, parts }) => {
    const rows = JSON.parse(await room('artifacts', ['list', '--json'])) as {
      name: string
      isCached: boolean
    }[]
    const isCached = (name: string) => rows.some((row) => row.name === name && row.isCached)
    const missing = programsOf(parts).filter((name) => !isCached(name))
    return { changes: missing.map((name) => `builds ${name}`) }
  },
  run: ({ answers, parts }, report) => getPrograms(answers, parts, report),
}

/** Gets all programs of these parts. Returns whether any was built. */
export async function getPrograms(
  answers: RoomAnswers,
  parts: readonly Part[],
  report: Report,
): Promise<boolean> {
  let hasBuilt = false
  await answers.get('artifacts', programsOf(parts), (line) => {
    if (reportLine(line, report, true)?.made) hasBuilt = true
  })
  return hasBuilt
}
