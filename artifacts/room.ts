/** Whether disk and memory are enough for the builds, checked before the first one starts. Pure. */
import { Problem } from '@opads/kernel/problem'
import type { Recipe } from './recipe.ts'

/** Disk and memory that are free, or needed. */
export type Free = { readonly diskBytes: number; readonly memoryBytes: number }
const gib = 2 ** 30

/** Between builds Go's caches are trimmed to this. With the largest build on top they stay below 25 GiB. */
export const betweenBuildsBytes = 12 * gib

/**
 * Measured with all recipes and empty caches: 12.6 GiB in 1,250 seconds of building, so about 10 MiB per second, plus the toolchain and
 * the first modules. At most `betweenBuildsBytes` plus the largest single build are on disk at once.
 */
export function diskNeeded(recipes: readonly Pick<Recipe, 'estimateSeconds'>[]): number {
  const each = recipes.map((recipe) => recipe.estimateSeconds * 0.01 * gib)
  const sum = each.reduce((total, bytes) => total + bytes, 0)
  return 1.5 * gib + Math.min(sum, betweenBuildsBytes + Math.max(0, ...each))
}

/** The largest compile or link decides: 2.5 GB for Kubernetes (measured), below 1.2 GB for the others. */
function memoryNeeded(recipes: readonly Pick<Recipe, 'estimateSeconds'>[]): number {
  return recipes.some((recipe) => recipe.estimateSeconds > 300) ? 4 * gib : 1.5 * gib
}

/** What the builds of these recipes need; zero without recipes. */
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
