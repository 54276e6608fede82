/** Which lab has which slot: one file per slot with the lab's name, created atomically, so that two labs never get the same. */
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flush } from '@opads/world/durable'
import { slotOf } from './choose-slot.ts'
import type { Foreign } from './foreign.ts'
import type { Slots } from './ranges.ts'

export async function readSlots(folder: string): Promise<Slots> {
  const slots: Record<string, number> = {}
  for (const slot of await readdir(folder).catch(() => [])) {
    if (!/^\d+$/.test(slot)) continue
    const name = await readFile(join(folder, slot), 'utf8').catch(() => '') // released meanwhile
    if (name !== '') slots[name] = Number(slot)
  }
  return slots
}

/** The lab's slot, or a new one. @throws Problem `lab.full`, `lab.addresses-taken` */
export async function takeSlot(folder: string, name: string, foreign: readonly Foreign[]): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${name}-${process.pid}-${Math.random().toString(36).slice(2)}`)
  await writeFile(draft, name)
  await flush(draft)
  try {
    for (;;) {
      const slots = await readSlots(folder)
      const slot = slotOf(slots, name, foreign)
      if (name in slots || (await isLinked(draft, join(folder, String(slot))))) return slot
    }
  } finally {
    await rm(draft, { force: true })
  }
}

export async function freeSlot(folder: string, name: string): Promise<void> {
  const slot = (await readSlots(folder))[name]
  if (slot !== undefined) await rm(join(folder, String(slot)), { force: true })
}

/** False if another process was first; other failures are thrown. */
async function isLinked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    await flush(dirname(path))
    return true
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure
    const isEmpty = (await readFile(path, 'utf8').catch(() => 'given back meanwhile')) === ''
    if (isEmpty) await rm(path) // a power cut lost the lab's name
    return false
  }
}
