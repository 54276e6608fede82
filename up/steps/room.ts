/**
 * A step that runs another room's program. Its lines with ● report state, all others report a change, unless the last line ends with
 * "nothing to do".
 */
import type { Step } from '@opads/kernel/step'
import type { UpWorld } from '../world.ts'

export type RoomStep = {
  readonly id: string
  readonly title: string
  readonly room: string
  readonly args: readonly string[]
  readonly needs: readonly string[]
  readonly estimateSeconds: number
}

export const roomStep = ({ id, title, room, args, needs, estimateSeconds }: RoomStep): Step<UpWorld> => ({
  id,
  title,
  needs,
  estimateSeconds,
  run: async (world, report) => {
    let hasActed = false
    let last = ''
    await world.room(room, args, (line) => {
      if (!line.startsWith('●')) hasActed = true
      last = line
      report({ note: line.trim() })
    })
    return hasActed && !last.endsWith('nothing to do')
  },
})
