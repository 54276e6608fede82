/** What the lab knows of a cloud's hosts. */
import { access } from 'node:fs/promises'
import { Problem } from '@opads/kernel/problem'
import type { UpWorld } from './world.ts'

/** Whether hosts of a cloud are on this machine, whole or half: the lab knows from its first act on. */
export async function hasLab({ room, words }: Pick<UpWorld, 'room' | 'words'>): Promise<boolean> {
  const labs = JSON.parse(await room('lab', ['list', '--json'])) as { name: string }[]
  return labs.some((lab) => lab.name === words.cloud)
}

/** Whether the lab has yet to give back what this machine was, though no hosts need it: a run was killed before it made some. */
export async function hasRemains({ room }: Pick<UpWorld, 'room'>): Promise<boolean> {
  const isNoted = await access('/var/lib/opads/lab/before.json').then(
    () => true,
    () => false,
  )
  return isNoted && (JSON.parse(await room('lab', ['list', '--json'])) as unknown[]).length === 0
}

/** Why the lab cannot have hosts of this cloud here; nothing where it can. */
export async function addressFaults({
  room,
  words,
}: Pick<UpWorld, 'room' | 'words'>): Promise<readonly string[]> {
  try {
    await room('lab', ['plan', '--name', words.cloud])
    return []
  } catch (failure) {
    if (
      failure instanceof Problem &&
      ['lab.full', 'lab.addresses-taken', 'lab.no-cgroups'].includes(failure.code)
    )
      return [failure.message]
    throw failure
  }
}
