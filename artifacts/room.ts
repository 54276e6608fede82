/** Whether disk and memory suffice for what is to be built, known before the first build starts. Pure. */
import { Problem } from '@opads/kernel/problem'
import type { Recipe } from './recipe.ts'

/** What is free, or what is needed. */
export type Free = { readonly diskBytes: number; readonly memoryBytes: number }
const gib = 2 ** 30

/** Between two builds Go's caches are cut back to this. With the largest build on top they stay under 25 GiB. */
export const betweenBuildsBytes = 12 * gib

/**
 * Measured on the whole list from empty caches: 12.6 GiB for 1,250 seconds of building, so about 10 MiB a second; the toolchain
 * and the first modules come before that. More than `betweenBuildsBytes` and the largest single build is never held at once.
 */
export function diskNeeded(recipes: readonly Pick<Recipe, 'estimateSeconds'>[]): number {
  const each = recipes.map((recipe) => recipe.estimateSeconds * 0.01 * gib)
  const sum = each.reduce((total, bytes) => total + bytes, 0)
  return 1.5 * gib + Math.min(sum, betweenBuildsBytes + Math.max(0, ...each))
}

/** The largest compile or link is what counts: 2.5 GB for Kubernetes (measured), under 1.2 GB for the others. */
export function memoryNeeded(recipes: readonly Pick<Recipe, 'estimateSeconds'>[]): number {
  return recipes.some((recipe) => recipe.estimateSeconds > 300) ? 4 * gib : 1.5 * gib
}

/** Of what is still to build; nothing for nothing. */
export const roomNeeded = (recipes: readonly Pick<Recipe, 'estimateSeconds'>[]): Free =>
  recipes.length === 0
    ? { diskBytes: 0, memoryBytes: 0 }
    : { diskBytes: diskNeeded(recipes), memoryBytes: memoryNeeded(recipes) }

/** @throws Problem `artifact.no-room` */
export function checkRoom(recipes: readonly Recipe[], free: Free): void {
  const needed = roomNeeded(recipes)
  const check = (what: string, freeBytes: number, neededBytes: number) => {
    if (freeBytes >= neededBytes) return
    throw new Problem('artifact.no-room', {
      artifacts: recipes.map((recipe) => recipe.name).join(', '),
      what,
      neededGiB: Math.ceil((neededBytes / gib) * 10) / 10,
      freeGiB: Math.floor((freeBytes / gib) * 10) / 10,
    })
  }
  check('disk', free.diskBytes, needed.diskBytes)
  check('memory', free.memoryBytes, needed.memoryBytes)
}
