/** Whether hosts of a cloud are on this machine, whole or half: the lab knows from its first act on. */
import type { UpWorld } from './world.ts'

export async function hasLab({ room, words }: Pick<UpWorld, 'room' | 'words'>): Promise<boolean> {
  const labs = JSON.parse(await room('lab', ['list', '--json'])) as { name: string }[]
  return labs.some((lab) => lab.name === words.cloud)
}
