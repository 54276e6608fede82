/** What the lab knows of a cloud's hosts. */
import { access } from 'node:fs/promises'
import { labFolder } from '@opads/kernel/cloud-name'
import type { UpWorld } from './world.ts'

/** Whether hosts of a cloud are on this machine, whole or half: the lab knows from its first act on. */
export async function hasLab({ room, words }: Pick<UpWorld, 'room' | 'words'>): Promise<boolean> {
  const labs = JSON.parse(await room('lab', ['list', '--json'])) as { name: string }[]
  return labs.some((lab) => lab.name === words.cloud)
}

/** Whether the lab has yet to give back what this machine was, though no hosts need it: a run was killed before it made some. */
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

/** What `opads lab check` answers. `engineFolder`: where hosts and their volumes take room. */
type LabChecked = {
  readonly faults: readonly { readonly sentence: string; readonly next: string }[]
  readonly dropped: readonly { readonly server: string; readonly why: string }[]
  readonly engineFolder: string
}

/** Whether the lab can have hosts of this cloud here. */
export async function checkLab({ room, words }: Pick<UpWorld, 'room' | 'words'>): Promise<LabChecked> {
  return JSON.parse(await room('lab', ['check', '--name', words.cloud, '--json'])) as LabChecked
}
