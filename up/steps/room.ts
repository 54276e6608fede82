/** A step that runs another room's program, which reports by JSON lines (`--lines`) and ends with whether it changed anything. */
import { roomLineOf } from '@opads/kernel/room-line'
import type { Report, Step } from '@opads/kernel/step'
import type { UpWorld } from '../world.ts'

type RoomStep = {
  readonly id: string
  readonly title: string
  readonly room: string
  readonly args: readonly string[]
  readonly needs: readonly string[]
  readonly estimateSeconds: number
}
type RoomTools = Pick<UpWorld, 'room'>

export const roomStep = ({ room, args, ...step }: RoomStep): Step<UpWorld> => ({
  ...step,
  run: (world, report) => runRoom(world, room, args, report),
})

/** @param reached called when something of the room answers already. Resolves to whether anything was changed. */
export async function runRoom(
  world: RoomTools,
  room: string,
  args: readonly string[],
  report: Report,
  reached: (what: string) => void = () => {},
): Promise<boolean> {
  let changed = true // a room that does not say may have
  await world.room(room, [...args, '--lines'], (text) => {
    const line = roomLineOf(text)
    if ('note' in line) report({ note: line.note })
    else if ('reached' in line) reached(line.reached)
    else changed = line.changed
  })
  return changed
}
