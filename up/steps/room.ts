/** A step that is a room's own program. Rooms say what is in lines with ●, and what they do in other lines. */
import type { Step } from '@opads/kernel/step'
import type { UpWorld } from '../world.ts'

export type RoomStep = {
  readonly id: string
  readonly title: string
  readonly room: string
  readonly args: readonly string[]
  readonly estimateSeconds: number
}

export const roomStep = ({ id, title, room, args, estimateSeconds }: RoomStep): Step<UpWorld> => ({
  id,
  title,
  estimateSeconds,
  run: async (world, report) => {
    let hasChanged = false
    await world.room(room, args, (line) => {
      if (!line.startsWith('●')) hasChanged = true
      report({ note: line.trim() })
    })
    return hasChanged
  },
})
