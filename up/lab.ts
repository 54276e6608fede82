/** What the lab reports about hosts on this machine. */
import { access } from 'node:fs/promises'
import { labFolder } from '@opads/kernel/cloud-name'
import type { Fault } from '@opads/kernel/fault'
import type { UpWorld } from './world.ts'

/** Whether hosts of a cloud are on this machine, complete or not: the lab takes a slot before it makes any. */
export async function hasLab({ room, words }: Pick<UpWorld, 'room' | 'words'>): Promise<boolean> {
  const labs = JSON.parse(await room('lab', ['list', '--json'])) as { name: string }[]
  return labs.some((lab) => lab.name === words.cloud)
}

/** Whether a killed run changed this machine but made no hosts: the lab must still restore it. */
export async function hasRemains({ room }: Pick<UpWorld, 'room'>): Promise<boolean> {
  const isNoted = await access(`/var/lib/opads/${labFolder}/before.json`).then(
    () => true,
    () => false,
  )
  return isNoted && !(await hasLabs({ room }))
}

/** Whether hosts of any cloud are on this machine. */
export const hasLabs = async ({ room }: Pick<UpWorld, 'room'>): Promise<boolean> =>
  (JSON.parse(await room('lab', ['list', '--json'])) as unknown[]).length > 0

/** The answer of `opads lab check`. `engineFolder`: where hosts and their volumes use disk. */
type LabChecked = {
  readonly faults: readonly Fault[]
  readonly dropped: readonly { readonly server: string; readonly why: string }[]
  readonly engineFolder: string
}

/** Whether the lab can run hosts of this cloud here. */
export async function checkLab({ room, words }: Pick<UpWorld, 'room' | 'words'>): Promise<LabChecked> {
  return JSON.parse(await room('lab', ['check', '--cloud', words.cloud, '--json'])) as LabChecked
}
